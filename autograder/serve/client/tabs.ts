/** On a phone the tabs are wider than the screen: the one that is open is brought into sight. */

export function showOpenTab(): void {
  for (const tab of document.querySelectorAll(".tabs [aria-current]"))
    tab.scrollIntoView({ block: "nearest", inline: "center" });
}
