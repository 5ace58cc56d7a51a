/* The page of a broadcast. Without this file everything on it can be read and reached; with it a stream plays in browsers
   that know no HLS, a frame of another site opens in its place, and the state is asked for anew while the page is looked
   at. Nothing is loaded from elsewhere before somebody presses the button. */
(() => {
  "use strict";
  const stage = document.getElementById("live-stage");
  if (!stage) return;

  const HLS_TYPE = "application/vnd.apple.mpegurl";
  const AGAIN = 5000;
  let playing = null; // What has been started: { stop }.

  const library = (address) =>
    window.Hls
      ? Promise.resolve()
      : new Promise((done, failed) => {
          const script = document.createElement("script");
          script.src = address;
          script.onload = done;
          script.onerror = failed;
          document.head.append(script);
        });

  // A transcript leads here with the second at which somebody speaks: #t=750. Only a recording can be gone to.
  const wanted = () => {
    const found = /^#t=(\d{1,6})$/.exec(location.hash);
    return found ? Number(found[1]) : 0;
  };

  const goTo = (video) => {
    const second = wanted();
    if (!second) return;
    const jump = () => {
      if (Number.isFinite(video.duration)) video.currentTime = Math.min(second, video.duration);
    };
    if (video.readyState > 0) jump();
    else video.addEventListener("loadedmetadata", jump, { once: true });
  };

  const fault = (box, shown) => {
    const said = box.querySelector("[data-fault]");
    if (said) said.hidden = !shown;
  };

  // The browser plays it by itself; a stream that stopped is asked for again, as it may come back.
  const natively = (video, address) => {
    let timer = 0;
    const again = () => {
      timer = setTimeout(() => {
        video.src = address;
        video.play().catch(() => {});
      }, AGAIN);
    };
    video.addEventListener("error", again);
    video.src = address;
    return () => {
      clearTimeout(timer);
      video.removeEventListener("error", again);
    };
  };

  const byLibrary = (video, box) => {
    const hls = new window.Hls({
      workerPath: box.dataset.worker,
      liveSyncDurationCount: 2,
      backBufferLength: 60,
    });
    let timer = 0;
    hls.on(window.Hls.Events.ERROR, (_, error) => {
      if (!error.fatal) return;
      if (error.type === window.Hls.ErrorTypes.MEDIA_ERROR) {
        hls.recoverMediaError();
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => {
        hls.loadSource(box.dataset.stream);
        hls.startLoad();
      }, AGAIN);
    });
    hls.loadSource(box.dataset.stream);
    hls.attachMedia(video);
    return () => {
      clearTimeout(timer);
      hls.destroy();
    };
  };

  const startStream = async (box, button) => {
    if (button.disabled) return;
    button.disabled = true;
    await start(box, button);
    button.disabled = false;
  };

  const start = async (box, button) => {
    const video = box.querySelector("template").content.cloneNode(true).querySelector("video");
    let leave;
    if (video.canPlayType(HLS_TYPE)) {
      leave = natively(video, box.dataset.stream);
    } else {
      try {
        await library(box.dataset.library);
      } catch {
        fault(box, true);
        return;
      }
      if (!window.Hls || !window.Hls.isSupported()) {
        fault(box, true);
        return;
      }
      leave = byLibrary(video, box);
    }
    fault(box, false);
    box.append(video);
    goTo(video);
    button.hidden = true;
    video.focus();
    video.play().catch(() => {});
    playing = {
      stop() {
        leave();
        video.pause();
        video.removeAttribute("src");
        video.load();
        video.remove();
        button.hidden = false;
      },
    };
  };

  const startFrame = (box, button) => {
    const frame = document.createElement("iframe");
    const second = wanted();
    const joint = box.dataset.frame.includes("?") ? "&" : "?";
    frame.src = second ? `${box.dataset.frame}${joint}start=${second}` : box.dataset.frame;
    frame.title = box.dataset.title;
    frame.className = "player";
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    box.append(frame);
    button.hidden = true;
    frame.focus();
    playing = {
      stop() {
        frame.remove();
        button.hidden = false;
      },
    };
  };

  const prepare = () => {
    for (const box of stage.querySelectorAll("[data-stream], [data-frame]")) {
      const button = box.querySelector("[data-start]");
      button.hidden = false;
      button.addEventListener("click", () => {
        if (box.dataset.stream) startStream(box, button);
        else startFrame(box, button);
      });
    }
  };

  // A file is loaded by pressing "play", and then begins there.
  const goToAll = () => {
    for (const video of stage.querySelectorAll("video")) goTo(video);
  };
  window.addEventListener("hashchange", goToAll);

  // What changed is put in its place: the state whenever it reads otherwise, the player only when it is another one, so
  // that nobody's picture breaks off without need.
  // The browser was told, with the page, from where it may load: another place needs the page anew. Whoever is just writing
  // is left in peace.
  const places = stage.dataset.places.split(" ");
  const isForeign = (place) => place.dataset.player !== "" && !places.includes(new URL(place.dataset.player, location).origin);
  const isWriting = () => [...document.querySelectorAll("textarea")].some((one) => one.value !== "");

  let known = null;
  const look = async () => {
    const answer = await fetch(stage.dataset.address, { credentials: "same-origin" });
    if (!answer.ok) return;
    const text = await answer.text();
    if (text === known) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = text;
    const [state, place] = [fresh.content.querySelector("[data-state]"), fresh.content.querySelector("[data-player]")];
    const [oldState, oldPlace] = [stage.querySelector("[data-state]"), stage.querySelector("[data-player]")];
    if (!state || !place || !oldState || !oldPlace) return;
    known = text;
    if (state.innerHTML !== oldState.innerHTML) {
      oldState.className = state.className;
      oldState.dataset.state = state.dataset.state;
      oldState.innerHTML = state.innerHTML;
      // Whoever came before the broadcast gets the form of comments with it.
      const comments = document.getElementById("comments");
      if (state.dataset.state === "on_air" && comments && !comments.dataset.events && !playing) {
        location.reload();
        return;
      }
    }
    if (place.dataset.player !== oldPlace.dataset.player) {
      if (isForeign(place)) {
        known = null;
        if (!isWriting()) location.reload();
        return;
      }
      if (playing) playing.stop();
      playing = null;
      oldPlace.replaceWith(place);
      prepare();
    }
  };

  const EVERY = 12000;
  const goOn = () => {
    // Not all at once.
    setTimeout(async () => {
      if (!document.hidden || playing) await look().catch(() => {});
      goOn();
    }, EVERY + Math.random() * EVERY);
  };

  document.addEventListener("otyrys:state", () => look().catch(() => {}));
  prepare();
  goToAll();
  goOn();
})();
