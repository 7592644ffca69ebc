// The back office's one script: keyboard first. Every page works without it, except scanning (scan.js) and charts (charts.js),
// which are loaded only where they are needed; a chart always stands beside its table.

import "../common/htmx.js";
import { startCopy } from "../common/copy.js";
import { startErrors } from "../common/errors.js";
import { startMenus } from "../common/menus.js";
import { startSubmitOnce } from "../common/submit_once.js";
import { startSuggestions } from "../common/suggestions.js";
import { startTheme } from "../common/theme.js";
import { startToasts } from "../common/toast.js";
import { startAlong } from "./along.js";
import { startDialogs } from "./dialogs.js";
import { startHan } from "./han.js";
import { startKeys } from "./keys.js";
import { startLeaving } from "./leaving.js";
import { startNavigation } from "./navigation.js";
import { startPasskeys } from "./passkeys.js";
import { startRows } from "./rows.js";
import { startScrollers } from "./scrollers.js";

startPasskeys();
startTheme();
startCopy();
startMenus();
startSubmitOnce();
startErrors();
startAlong();
startToasts();
startSuggestions();
startNavigation();
startDialogs();
startRows();
startLeaving();
startScrollers();
startHan();
startKeys();
