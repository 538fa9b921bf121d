//! What is kept about a visitor, and where.

use crate::components::title::PageTitle;
use leptos::prelude::*;

/// Short and true.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! {
        <PageTitle text="Privacy"/>
        <div class="page page--narrow prose">
            <h1>"Privacy"</h1>
            <p class="lead">
                "You can use everything here without saying who you are. There is no name, no phone number and no \
                 e-mail address to give."
            </p>
            <h2>"What is kept, and where"</h2>
            <ul>
                <li>
                    <strong>"Your answers about yourself"</strong>
                    " (income, age, employment and the like) are kept in your session, in one cookie in your \
                     browser. It is encrypted and signed, so that nobody else can read or change it, and scripts \
                     cannot see it. Our server keeps no copy. It is the only cookie."
                </li>
                <li>
                    <strong>"What you search for"</strong>
                    " (kind of credit, amount, term, purpose, filters) stands in the page’s address, so that you \
                     can keep or share it. Your answers about yourself do not."
                </li>
                <li>
                    <strong>"Nothing is sent to lenders"</strong>
                    " when you look. Looking does not touch your credit file."
                </li>
                <li>
                    <strong>"No other company"</strong>
                    " is told of your visit: every font, picture and script comes from this site."
                </li>
            </ul>
            <h2>"Erasing your answers"</h2>
            <p>"Your answers go by themselves when you have not been here for thirty days, or at once:"</p>
            <form method="post" action="/answers/clear">
                <button class="button button--quiet" type="submit">"Erase my answers"</button>
            </form>
            <h2>"What is never asked"</h2>
            <p>
                "Sex, ethnicity, religion and marital status are never asked and never used. Age is asked only \
                 because lenders’ own rules name it; no estimate uses it."
            </p>
        </div>
    }
}
