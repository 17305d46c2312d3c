// While serving: load the page again as soon as a newer website has been built. A file of its own,
// because the policy of every page lets no inline script run that is not the theme's.
(() => {
  const { epoch } = document.currentScript.dataset;
  const ask = async () => {
    let wait = 3000;
    try {
      const answer = await fetch(`/livereload/${epoch}/${Date.now()}`);
      if (Number(await answer.text()) > Number(epoch)) return location.reload();
      if (answer.ok) wait = 0;
    } catch {
      // The server is restarting or gone: ask again later.
    }
    setTimeout(ask, wait);
  };
  ask();
})();
