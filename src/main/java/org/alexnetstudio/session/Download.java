package org.alexnetstudio.session;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings a file from an address, piece by piece: what is there already, in a file beside it that
 * ends in {@code .part}, is not fetched again.
 */
final class Download {
  private static final int MEGA = 1_000_000;
  private static final int LOOK_MILLIS = 50;

  /** So often a connection may break in a row, each time after it has brought something. */
  private static final int MOST_BREAKS = 8;

  private final HttpClient client;
  private final URI address;
  private final Path part;
  private final Duration patience;
  private final Activity activity;

  /** Of the whole file, in bytes; 0 as long as the server has not said. */
  private volatile long total;

  /**
   * A download that has not begun.
   *
   * @param patience how long nothing may come before it is given up
   */
  Download(HttpClient client, URI address, Path part, Duration patience, Activity activity) {
    this.client = client;
    this.address = address;
    this.part = part;
    this.patience = patience;
    this.activity = activity;
  }

  /** The server's answer is not the file. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    RefusedException(int status) {
      super("the server answers with status " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /**
   * Fetches what is missing of the file.
   *
   * @throws IOException where no more can be had; what is there stays
   * @throws CancellationException where the activity ends it; what is there stays
   */
  void run() throws IOException, InterruptedException {
    for (int breaks = 0; ; breaks++) {
      long before = bytes();
      try {
        fetch(before);
        return;
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (bytes() <= before || breaks >= MOST_BREAKS) {
          throw e;
        }
      }
    }
  }

  private void fetch(long have) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<Path> answer =
        await(client.sendAsync(request.build(), info -> receive(info, have)));
    boolean whole = answer.statusCode() == 416 && have > 0;
    if (!whole && answer.statusCode() != 200 && answer.statusCode() != 206) {
      throw new RefusedException(answer.statusCode());
    }
  }

  /** A server that knows no ranges sends all of it; any other answer than the file is dropped. */
  private BodySubscriber<Path> receive(HttpResponse.ResponseInfo answer, long have) {
    long coming = answer.headers().firstValueAsLong("Content-Length").orElse(0);
    boolean goesOn =
        answer
            .headers()
            .firstValue("Content-Range")
            .filter(range -> range.startsWith("bytes " + have + "-"))
            .isPresent();
    if (answer.statusCode() == 206 && goesOn) {
      total = have + coming;
      return BodySubscribers.ofFile(part, WRITE, APPEND);
    }
    if (answer.statusCode() == 200) {
      total = coming;
      return BodySubscribers.ofFile(part, CREATE, WRITE, TRUNCATE_EXISTING);
    }
    return BodySubscribers.replacing(part);
  }

  private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> answer)
      throws IOException, InterruptedException {
    long seen = bytes();
    long since = System.nanoTime();
    while (true) {
      try {
        return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (activity.cancelled().getAsBoolean()) {
          answer.cancel(true);
          throw new CancellationException();
        }
        long now = bytes();
        if (now != seen) {
          seen = now;
          since = System.nanoTime();
          report(now);
        } else if (System.nanoTime() - since > patience.toNanos()) {
          answer.cancel(true);
          throw new IOException("nothing came for " + patience.toSeconds() + " seconds", e);
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
      }
    }
  }

  private void report(long now) {
    if (total > 0) {
      activity
          .progress()
          .report("Downloading, megabytes", (int) (now / MEGA), (int) (total / MEGA));
    }
  }

  /** How many are there. */
  long bytes() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** How far it is, such as "120 of 244 MB". */
  String extent() throws IOException {
    return total > 0 ? bytes() / MEGA + " of " + total / MEGA + " MB" : bytes() / MEGA + " MB";
  }
}
