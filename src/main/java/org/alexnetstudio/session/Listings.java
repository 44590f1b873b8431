package org.alexnetstudio.session;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * The listing of the last source, shared by all questions about it: who asks first lists it, who
 * asks meanwhile waits for that. Any thread may ask.
 */
final class Listings {
  /** How often somebody who waits looks whether they still have to. */
  private static final long LOOK_MILLIS = 50;

  private final Lister lister;

  /** Guarded by this. */
  private @Nullable Listing latest;

  /** Lists the source of an experiment. */
  @FunctionalInterface
  interface Lister {
    SharedSource list(Experiment experiment, Activity activity) throws StudioException;
  }

  private record Listing(SharedSource.Key key, CompletableFuture<SharedSource> source) {}

  Listings(Lister lister) {
    this.lister = lister;
  }

  /** The listing of the experiment's source; whoever takes it releases it. */
  SharedSource acquire(Experiment experiment, Activity activity) throws StudioException {
    activity.progress().report("Listing the images", 0, 0);
    SharedSource source = null;
    while (source == null) {
      Listing mine = new Listing(SharedSource.Key.of(experiment), new CompletableFuture<>());
      Listing current = join(mine);
      source = current.equals(mine) ? list(mine, experiment, activity) : await(current, activity);
    }
    source.use();
    return source;
  }

  /** The latest listing where it is of the same source, else this one, which is the latest then. */
  private synchronized Listing join(Listing mine) {
    Listing current = latest != null && latest.key().equals(mine.key()) ? latest : mine;
    latest = current;
    return current;
  }

  private SharedSource list(Listing mine, Experiment experiment, Activity activity)
      throws StudioException {
    try {
      SharedSource source = lister.list(experiment, activity);
      mine.source().complete(source);
      return source;
    } catch (StudioException | RuntimeException | Error failed) {
      drop(mine);
      mine.source().completeExceptionally(failed);
      throw failed;
    }
  }

  /** The listing when it is there; null where the one who made it has given up. */
  private static @Nullable SharedSource await(Listing listing, Activity activity)
      throws StudioException {
    while (true) {
      activity.checkCancelled();
      try {
        return listing.source().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException goesOn) {
        // It is still being listed.
      } catch (CancellationException givenUp) {
        return null;
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof StudioException problem) {
          throw problem;
        }
        throw new IllegalStateException("the listing failed", failed.getCause());
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        throw new CancellationException();
      }
    }
  }

  private synchronized void drop(Listing failed) {
    if (failed.equals(latest)) {
      latest = null;
    }
  }

  /** Lists the source anew with the next question: its files may have changed. */
  synchronized void forget() {
    latest = null;
  }
}
