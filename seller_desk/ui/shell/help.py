"""What each step is for and how to go about it: the Help tab. Texts only."""

from dataclasses import dataclass

from seller_desk.core.base.language import N_


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading and a few sentences."""

    title: str
    text: str


_UNDO = Topic(
    N_("Saving and taking back"),
    N_(
        "Every edit is saved at once. Ctrl+Z takes back the last change on any page, "
        "Ctrl+Shift+Z brings it back, also after a restart."
    ),
)

HELP: dict[str, tuple[Topic, ...]] = {
    "welcome": (
        Topic(
            N_("How it goes"),
            N_(
                "Enter the company once, choose platforms, add documents, listings and shipping, "
                "then build one packet a platform and type from its field sheet."
            ),
        ),
        Topic(
            N_("Where the data is"),
            N_(
                "Everything stays in one folder on this computer. The corner at the lower right "
                "counts connections; the program itself opens none."
            ),
        ),
    ),
    "applications": (
        Topic(
            N_("What the percent means"),
            N_(
                "Filled form fields, documents that are good on the planned day, and listings "
                "without problems, out of everything this platform asks for."
            ),
        ),
        Topic(
            N_("The planned day"),
            N_(
                "Documents are judged on the day you plan to submit. Set it early: a licence that "
                "is valid today can be too short then."
            ),
        ),
        _UNDO,
    ),
    "company": (
        Topic(
            N_("Type as printed"),
            N_(
                "The legal name and address must equal the licence, brackets and spaces included. "
                "Platforms compare them letter by letter."
            ),
        ),
        Topic(
            N_("English address"),
            N_(
                "Order: street and number, district, city, province, country. The preview shows "
                "how the platform’s form will carry it."
            ),
        ),
        _UNDO,
    ),
    "platforms": (
        Topic(
            N_("Where the figures come from"),
            N_(
                "Click any figure for its source, its date and how sure it is. One tick is one "
                "source, two ticks are two that agree."
            ),
        ),
        Topic(
            N_("Your own value"),
            N_("You can put your own value over any figure; it is marked and outlasts updates."),
        ),
    ),
    "documents": (
        Topic(
            N_("Adding documents"),
            N_(
                "Drop files or a folder anywhere on the page and say what each one is. "
                "The original is never changed."
            ),
        ),
        Topic(
            N_("Good scans"),
            N_(
                "Colour, 300 dpi, all four corners, no glare, no screenshot. Both sides of an "
                "identity card."
            ),
        ),
    ),
    "listings": (
        Topic(
            N_("Write once"),
            N_(
                "Shared fields serve every site. Fill a site’s own field only where it must differ; "
                "counters follow that site’s limits."
            ),
        ),
        Topic(
            N_("From a table"),
            N_(
                "Import CSV or XLSX, map the columns once, look at the preview, then take the rows "
                "over. Rows with faults are listed, not dropped in silence."
            ),
        ),
    ),
    "shipping": (
        Topic(
            N_("How a price is made"),
            N_(
                "Zone by country, band by chargeable weight: the larger of real weight and volume "
                "weight, rounded up to the step. Try a parcel to see every line."
            ),
        ),
    ),
    "accounts": (
        Topic(
            N_("Where secrets lie"),
            N_(
                "Only in this computer’s own keyring, never in our files. A value shows for 20 "
                "seconds; a copied one leaves the clipboard after 30."
            ),
        ),
        Topic(
            N_("Two-step secrets"),
            N_("A two-step secret kept beside its password weakens the second step."),
        ),
    ),
    "export": (
        Topic(
            N_("What the packet holds"),
            N_(
                "Documents under names the platform takes, the listing file, the shipping sheet, "
                "the field sheet, a report, and a manifest with checksums."
            ),
        ),
        Topic(
            N_("After building"),
            N_(
                "Open the folder, type from the field sheet on the platform’s page, upload in "
                "order, then note the submission number here."
            ),
        ),
    ),
    "guide": (
        Topic(
            N_("Finding something"),
            N_(
                "Type one or more words, in Chinese or English. Topics that hold all of them are "
                "listed, titles first."
            ),
        ),
    ),
    "settings": (
        Topic(
            N_("Data folder"),
            N_(
                "Copy this folder while the window is closed and you have a copy of everything, "
                "except the secrets in the keyring."
            ),
        ),
    ),
}
