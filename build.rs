//! Migrations and words are embedded: say so, or a changed file would not be compiled in.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=config");
}
