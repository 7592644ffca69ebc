// The storefront's one script. Every page works without it; it spares waiting, retyping and doubt.

import "../common/htmx.js";
import { startCopy } from "../common/copy.js";
import { startErrors } from "../common/errors.js";
import { startMenus } from "../common/menus.js";
import { startSubmitOnce } from "../common/submit_once.js";
import { startSuggestions } from "../common/suggestions.js";
import { startTheme } from "../common/theme.js";
import { startToasts } from "../common/toast.js";
import { startBuyBar } from "./buy_bar.js";
import { startKeptForms } from "./kept_forms.js";
import { startPostcode } from "./postcode.js";
import { startQuantity } from "./quantity.js";

startTheme();
startCopy();
startMenus();
startSubmitOnce();
startErrors();
startToasts();
startSuggestions();
startBuyBar();
startKeptForms();
startPostcode();
startQuantity();
