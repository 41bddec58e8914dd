"""Why a part is not in a title, or not as it was; marked texts."""

from seller_desk.core.base.language import N_

TOO_LONG = N_("No room within the limit")
REPEATED = N_("Its words stand in the title already")
BANNED = N_("A phrase that the site does not want")
CHILD_ONLY = N_("Size and color belong into the titles of variations")
CUT = N_("Longer than the limit alone; cut after a whole word")
CHARACTERS = N_("Characters that the site refuses: {characters}")
NO_HIGHLIGHTS = N_("No room in the item highlights either")
