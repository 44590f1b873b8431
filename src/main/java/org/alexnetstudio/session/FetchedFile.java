package org.alexnetstudio.session;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.jspecify.annotations.Nullable;

/**
 * A file of the web that is fetched when the user asks for it, and kept.
 *
 * @param what it is, in words that begin a sentence, such as "The ImageNet weights"
 * @param address of the web
 * @param file where it is kept; what has come of it lies beside it
 * @param sum the first digits of its SHA-256, or all
 * @param patience how long nothing may come before it is given up
 * @param byHand how to get it without this program
 */
record FetchedFile(
    String what, URI address, Path file, String sum, Duration patience, String byHand) {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(15);

  /** An address that the user names, or the reason why it is none of the web. */
  static URI webAddress(String address) {
    URI uri = URI.create(address);
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
      throw new IllegalArgumentException("it is no address of the web");
    }
    return uri;
  }

  /** The file, where it was fetched before. */
  Optional<Path> find() {
    return Optional.of(file).filter(Files::isRegularFile);
  }

  /**
   * The file, fetched where it is not there yet. What was fetched of it before is not fetched
   * again.
   *
   * @throws StudioException where it can't be had, with the way to fetch it by hand
   * @throws CancellationException where the activity ends it; what was fetched stays
   */
  Path fetch(Activity activity) throws StudioException {
    if (find().isPresent()) {
      return file;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Download download =
        new Download(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .proxy(ProxySettings.ofProcess())
                .build(),
            address,
            part,
            patience,
            activity);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      download.run();
      check(part, activity);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw failed(why(e, download), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  private void check(Path part, Activity activity) throws IOException, StudioException {
    String found = Sha256.of(part, activity);
    if (!found.startsWith(sum)) {
      Files.delete(part);
      throw failed(
          "what came is another file: its SHA-256 begins with "
              + found.substring(0, sum.length())
              + ", not with "
              + sum
              + "; it is deleted",
          null);
    }
  }

  private StudioException failed(String why, @Nullable IOException cause) {
    return StudioException.failed(
        what + " can't be fetched from " + address,
        why,
        "Try again later; what has come is kept. Or " + byHand,
        cause);
  }

  private String why(IOException e, Download download) {
    if (e instanceof Download.RefusedException refused) {
      return switch (refused.status()) {
        case 404, 410 -> "the server has no such file (status " + refused.status() + ")";
        case 407 -> "the proxy asks for a name and a password, which this program does not send";
        default -> "the server refuses it (status " + refused.status() + ")";
      };
    }
    if (e instanceof HttpConnectTimeoutException) {
      return address.getHost() + " does not answer within " + CONNECT.toSeconds() + " seconds";
    }
    if (e instanceof ConnectException) {
      return isUnknown(e)
          ? "there is no way to find "
              + address.getHost()
              + ": this computer is offline, or needs a proxy (the variable https_proxy names one)"
          : address.getHost()
              + " can't be reached: this computer is offline, or the way there is blocked";
    }
    if (e instanceof SSLException) {
      return "the connection can't be trusted: " + IoReason.of(e);
    }
    try {
      return "it broke off after " + download.extent() + ": " + IoReason.of(e);
    } catch (IOException unreadable) {
      return IoReason.of(e);
    }
  }

  private static boolean isUnknown(Throwable problem) {
    for (Throwable each = problem; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}
