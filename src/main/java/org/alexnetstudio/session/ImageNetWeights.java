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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.jspecify.annotations.Nullable;

/**
 * The weights that torchvision's authors trained on ImageNet: their own file, fetched when the user
 * asks for it and kept in the cache. The name of the file has the beginning of its SHA-256.
 */
public final class ImageNetWeights {
  /** What they are called where a model is to be named. */
  public static final String NAME = "imagenet";

  /** Where torchvision has them. */
  public static final URI ADDRESS =
      URI.create("https://download.pytorch.org/models/alexnet-owt-7be5be79.pth");

  /** How large the file is, in millions of bytes. */
  public static final int MEGABYTES = 244;

  private static final Pattern SUM = Pattern.compile("-([0-9a-f]{8,64})\\.\\w+$");
  private static final Duration CONNECT = Duration.ofSeconds(15);

  private final URI address;
  private final Path file;
  private final String sum;
  private final Duration patience;

  /** Torchvision's own. */
  public ImageNetWeights(AppFolders folders) {
    this(folders, ADDRESS, Duration.ofSeconds(30));
  }

  private ImageNetWeights(AppFolders folders, URI address, Duration patience) {
    String name = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    Matcher digits = SUM.matcher(name);
    if (!digits.find()) {
      throw new IllegalArgumentException(name + " does not say what its content sums to");
    }
    this.address = address;
    this.sum = digits.group(1);
    this.file = folders.downloads().resolve(name);
    this.patience = patience;
  }

  /**
   * The same from another place.
   *
   * @param address of a file whose name ends in the first digits of its SHA-256, as in {@code
   *     alexnet-owt-7be5be79.pth}
   * @throws StudioException where it does not, or is no address of the web
   */
  public static ImageNetWeights from(String address, AppFolders folders) throws StudioException {
    return from(address, folders, Duration.ofSeconds(30));
  }

  static ImageNetWeights from(String address, AppFolders folders, Duration patience)
      throws StudioException {
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return new ImageNetWeights(folders, uri, patience);
      }
      throw new IllegalArgumentException("it is no address of the web");
    } catch (IllegalArgumentException e) {
      throw StudioException.badInput(
          "Nothing can be fetched from " + address,
          String.valueOf(e.getMessage()),
          "Name a copy of " + ADDRESS + " under its own name.",
          e);
    }
  }

  /** The file, where it was fetched before. */
  public Optional<Path> find() {
    return Optional.of(file).filter(Files::isRegularFile);
  }

  /**
   * The file, fetched where it is not there yet. What was fetched of it before is not fetched
   * again.
   *
   * @throws StudioException where it can't be had, with the way to fetch it by hand
   * @throws CancellationException where the activity ends it; what was fetched stays
   */
  public Path fetch(Activity activity) throws StudioException {
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
        "The ImageNet weights can't be fetched from " + address,
        why,
        "Try again later; what has come is kept. Or fetch "
            + ADDRESS
            + " by hand, on any computer, and drop the file on the window (in the terminal:"
            + " alexnet-studio import FILE --out MODEL).",
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
