//! What somebody tries who means no good, or whose browser says less than others.

use std::fmt::Write as _;
use std::time::Duration;

use otyrys::database::Broken;
use otyrys::web::Problem;
use otyrys::web::desk::Role;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::editor::{complete, saved, secretary};
use crate::harness::{Answer, Clerk, Office, Planned, both_engines, person};

const MORNING: &str = "2026-12-01T09:00:00+05:00";

/// A form with files that has fields alone.
async fn fields_alone(office: &Office, clerk: &Clerk, path: &str, fields: &[String]) -> Answer {
    let mut body = String::new();
    let named = fields.iter().enumerate();
    for (number, value) in named {
        let head = format!("--XX\r\nContent-Disposition: form-data; name=\"f{number}\"");
        write!(body, "{head}\r\n\r\n{value}\r\n").unwrap();
    }
    let head = "--XX\r\nContent-Disposition: form-data; name=\"csrf\"";
    write!(body, "{head}\r\n\r\n{}\r\n--XX--\r\n", clerk.csrf()).unwrap();
    let request = office
        .http
        .post(format!("{}{path}", office.url))
        .header("content-type", "multipart/form-data; boundary=XX")
        .header("origin", &office.url)
        .body(body);
    office.ask(clerk, request).await
}

both_engines!(fields_before_a_file_have_an_end, MORNING, async |office| {
    let clerk = secretary(office);
    let id = saved(office, &clerk, &complete()).await;
    let path = format!("/desk/sessions/{id}/documents");
    let send = async |number: usize, bytes: usize| {
        let fields = vec!["x".repeat(bytes); number];
        let answer = fields_alone(office, &clerk, &path, &fields).await;
        answer.status
    };
    assert_ne!(send(3, 4000).await, 413);
    assert_eq!(send(17, 1).await, 413, "too many");
    assert_eq!(send(1, 5000).await, 413, "one too large");
    assert_eq!(send(9, 4000).await, 413, "too large together");
});

both_engines!(
    of_a_strangers_upload_nothing_is_read,
    MORNING,
    async |office| {
        let session = office.session(&Planned::default());
        let host = office.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).await.unwrap();
        let head = format!(
            "POST /desk/sessions/{session}/documents HTTP/1.1\r\nHost: {host}\r\n\
             Content-Type: multipart/form-data; boundary=XX\r\nContent-Length: 300000000\r\n\r\n\
             --XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = [0; 12];
        let read = timeout(Duration::from_secs(5), stream.read_exact(&mut answer)).await;
        read.expect("an answer before the body").unwrap();
        assert_eq!(&answer, b"HTTP/1.1 303");
    }
);

both_engines!(a_nul_is_no_fault_of_the_machine, MORNING, async |office| {
    let session = office.session(&Planned::default());
    let admin = office.clerk(Role::SystemAdmin, &session);
    for path in ["/kk/bodies/%00", "/kk/sessions/%00", "/api/v1/sessions/%00"] {
        assert_eq!(office.get(path).await.0, 404, "{path}");
    }
    for path in ["/desk/calendar/%00.csv", "/desk/bodies/%00"] {
        assert_eq!(office.desk(&admin, path).await.status, 404, "{path}");
    }
    for path in [
        "/desk/journal?kind=%00",
        "/desk/journal?who=a%00",
        "/desk/journal?object=%00%00x",
        "/desk/journal?object=%%0000",
        "/kk/?q=%00",
        "/kk/?q=a%00b",
    ] {
        assert_eq!(office.desk(&admin, path).await.status, 200, "{path}");
    }
    let email = [("email", "a\0@example.org"), ("password", "\0")];
    let (status, ..) = office.post_form("/desk/sign-in", &email).await;
    assert_eq!(status, 422);
    let mut person = person("Сейітқали");
    person["surname"] = "Сейіт\0қали".into();
    let path = format!("/api/v1/sessions/{session}/applications");
    let (status, _) = office.post_json(&path, &person, None).await;
    assert_eq!(status, 422);
});

#[test]
fn what_no_database_holds_is_no_fault_of_the_machine() {
    use diesel::result::{DatabaseErrorKind, Error};
    let why = "invalid byte sequence for encoding \"UTF8\": 0x00".to_owned();
    let error = Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(why));
    let problem = Problem::from(Broken::from(error));
    assert!(matches!(problem, Problem::Invalid(_)), "{problem:?}");
}
