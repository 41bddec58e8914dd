"""Names of the rules for document files, for the page of what is known of a site."""

from seller_desk.core.base.language import N_

FILE_RULES = {
    "document.formats": N_("File types"),
    "document.max_size": N_("File size"),
    "document.min_dpi": N_("Resolution"),
    "document.colour": N_("In colour"),
    "document.sharp": N_("Sharp"),
    "document.corners": N_("All corners"),
    "document.whole": N_("Whole document"),
    "document.both_sides": N_("Both sides"),
    "document.one_file": N_("One file"),
    "document.joined_with": N_("In one PDF with it"),
    "document.photos": N_("Photos"),
    "document.screenshots": N_("Screenshots"),
    "document.password": N_("Password"),
    "document.languages": N_("Languages"),
    "document.name_forbidden": N_("Not in file names"),
    "document.not_expired": N_("In validity"),
    "document.validity_left": N_("Validity left"),
    "document.issued_within": N_("Issued within"),
    "document.data_as_registered": N_("Data as registered"),
    "document.form_script": N_("Script of forms"),
}
