//! Every address of the desk, each with the right that it needs. An address that is not listed here cannot be
//! answered: the extractors find no right to ask for.

use actix_web::http::Method;
use actix_web::web::{self, PayloadConfig, ServiceConfig};
use actix_web::{FromRequest, Handler, Responder, guard};

use super::rights::Right;
use super::sent::FORM_BYTES;

/// One address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// GET or POST.
    pub method: Method,
    /// With its parts to be filled in, as `/desk/sessions/{session}`.
    pub path: &'static str,
    /// What is needed for some body at least; nothing for the pages of signing in.
    pub right: Option<Right>,
}

/// The right that an address needs, for the extractors.
#[derive(Debug, Clone, Copy)]
pub(super) struct Needed(pub(super) Right);

/// Mounts addresses and lists them.
pub struct Ways<'a> {
    config: &'a mut ServiceConfig,
    listed: Vec<Way>,
}

impl<'a> Ways<'a> {
    /// None yet.
    pub fn of(config: &'a mut ServiceConfig) -> Self {
        Self {
            config,
            listed: Vec::new(),
        }
    }

    /// A page.
    pub fn get<F, Args>(&mut self, path: &'static str, right: Right, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.mount(Method::GET, path, Some(right), handler);
    }

    /// A form.
    pub fn post<F, Args>(&mut self, path: &'static str, right: Right, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.mount(Method::POST, path, Some(right), handler);
    }

    /// A page or form of signing in, for whoever is not yet.
    pub fn open<F, Args>(&mut self, method: Method, path: &'static str, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.mount(method, path, None, handler);
    }

    /// What was mounted.
    #[must_use]
    pub fn listed(self) -> Vec<Way> {
        self.listed
    }

    fn mount<F, Args>(
        &mut self,
        method: Method,
        path: &'static str,
        right: Option<Right>,
        handler: F,
    ) where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let way = Way {
            method: method.clone(),
            path,
            right,
        };
        self.listed.push(way);
        let resource = web::resource(path)
            .guard(guard::fn_guard(move |context| {
                context.head().method == method
            }))
            .app_data(PayloadConfig::new(FORM_BYTES));
        let resource = match right {
            Some(right) => resource.app_data(Needed(right)),
            None => resource,
        };
        self.config.service(resource.route(web::to(handler)));
    }
}
