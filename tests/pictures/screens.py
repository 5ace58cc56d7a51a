"""Walks through the demonstration and takes the pictures of the README. Called by `screens`."""

import base64
import io
import json
import sys
import urllib.request

from PIL import Image

OFFICE, DRIVER, PROFILE, FOLDER = sys.argv[1:5]

# What each picture is called, the step of the walk that leads there, the width of the window, and how much is shown.
PICTURES = [
    ("announcement", None, 1100, 1000),
    ("apply", "citizen", 1100, 1000),
    ("queue", "secretary", 1100, 1000),
    ("door", "guard", 420, 900),
    ("broadcast", "viewer", 1100, 1000),
    ("openness", "openness", 1100, 1000),
]


def ask(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(DRIVER + path, data, method=method)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["value"]


options = {
    "args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={PROFILE}",
    ]
}
window = ask("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
here = "/session/" + window["sessionId"]


def go(path):
    ask("POST", here + "/url", {"url": OFFICE + path})


def run(script, *arguments):
    return ask("POST", here + "/execute/sync", {"script": script, "args": list(arguments)})


def press(step):
    """Presses the one button of a step; steps are named by where they lead."""
    ends = {
        "citizen": "/apply", "secretary": "/applicants", "guard": "/door", "viewer": "/live", "openness": "/openness",
    }[step]
    run(
        """const [end] = arguments;
        const link = [...document.querySelectorAll('.guide a')].find((one) => one.pathname.endsWith(end));
        if (link) { link.click(); return; }
        const field = [...document.querySelectorAll('.guide [name=next]')].find((one) => one.value.endsWith(end));
        field.form.querySelector('button').click();""",
        ends,
    )


def picture(name, width, height):
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    ask("POST", here + "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics})
    taken = Image.open(io.BytesIO(base64.b64decode(ask("GET", here + "/screenshot"))))
    small = taken.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    small.save(f"{FOLDER}/{name}.png", optimize=True)


for name, step, width, height in PICTURES:
    go("/kk/demo")
    if step is None:
        press("citizen")
        go(run("return location.pathname").removesuffix("/apply"))
    else:
        press(step)
    run("document.querySelector('.demo-note')?.remove()")
    picture(name, width, height)
ask("DELETE", here)
