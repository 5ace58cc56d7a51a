//! What the page cache stands beside: actix-web that does nothing but answer.

use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer};

use crate::Outcome;

/// Answers every request with so many bytes.
pub fn serve(bytes: usize) -> Outcome<()> {
    let body = Bytes::from(vec![b'x'; bytes]);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            App::new()
                .app_data(Data::new(body.clone()))
                .default_service(web::to(hello))
        })
        .workers(std::thread::available_parallelism()?.get())
        .bind("127.0.0.1:0")?;
        for address in server.addrs() {
            println!("listening on http://{address}");
        }
        Ok(server.run().await?)
    })
}

async fn hello(body: Data<Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(Bytes::clone(&body))
}
