"""An independent reader of letters' signatures (dkimpy), without the network.

    dkim_check.py make-key FOLDER                a key: FOLDER/key.pem (PKCS#1) and FOLDER/record.txt,
                                                 what the domain would publish of it
    dkim_check.py verify FOLDER NAME < LETTER    prints "valid" if the letter bears a valid signature
                                                 whose key the record under NAME is, else "invalid"
"""

import base64
import sys
from pathlib import Path

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


def make_key(folder):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    (folder / "key.pem").write_bytes(private)
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    (folder / "record.txt").write_bytes(record)


def verify(folder, name):
    record = (folder / "record.txt").read_bytes()

    def published(asked, timeout=5):
        return record if asked.decode().rstrip(".") == name else None

    letter = sys.stdin.buffer.read()
    print("valid" if dkim.verify(letter, dnsfunc=published) else "invalid")


if __name__ == "__main__":
    if sys.argv[1] == "make-key":
        make_key(Path(sys.argv[2]))
    else:
        verify(Path(sys.argv[2]), sys.argv[3])
