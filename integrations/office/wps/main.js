"use strict";
// The ribbon of WPS: one button that shows the pane of the server that this add-in was loaded from.
const GOUJI_PANE = "gouji-pane";

function goujiLoad() { return true; }

function goujiAction() {
  const application = window.Application || wps;
  const known = application.PluginStorage.getItem(GOUJI_PANE);
  let pane = known ? application.GetTaskPane(known) : null;
  if (!pane) {
    pane = application.CreateTaskPane(new URL("../pane.html", location.href).href);
    application.PluginStorage.setItem(GOUJI_PANE, pane.ID);
    pane.Visible = true;
  } else {
    pane.Visible = !pane.Visible;
  }
  return true;
}
