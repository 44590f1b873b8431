package org.alexnetstudio.session;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alexnetstudio.StudioException;

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

  private final FetchedFile file;

  /** Torchvision's own. */
  public ImageNetWeights(AppFolders folders) {
    this(folders, ADDRESS, FetchedFile.PATIENCE);
  }

  private ImageNetWeights(AppFolders folders, URI address, Duration patience) {
    String name = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    Matcher digits = SUM.matcher(name);
    if (!digits.find()) {
      throw new IllegalArgumentException(name + " does not say what its content sums to");
    }
    file =
        new FetchedFile(
            "The ImageNet weights",
            address,
            folders.downloads().resolve(name),
            digits.group(1),
            patience,
            "fetch "
                + ADDRESS
                + " by hand, on any computer, and drop the file on the window (in the terminal:"
                + " alexnet-studio import FILE --out MODEL).");
  }

  /**
   * The same from another place.
   *
   * @param address of a file whose name ends in the first digits of its SHA-256, as in {@code
   *     alexnet-owt-7be5be79.pth}
   * @throws StudioException where it does not, or is no address of the web
   */
  public static ImageNetWeights from(String address, AppFolders folders) throws StudioException {
    return from(address, folders, FetchedFile.PATIENCE);
  }

  static ImageNetWeights from(String address, AppFolders folders, Duration patience)
      throws StudioException {
    try {
      return new ImageNetWeights(folders, FetchedFile.webAddress(address), patience);
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
    return file.find();
  }

  /**
   * The file, fetched where it is not there yet. What was fetched of it before is not fetched
   * again.
   *
   * @throws StudioException where it can't be had, with the way to fetch it by hand
   * @throws CancellationException where the activity ends it; what was fetched stays
   */
  public Path fetch(Activity activity) throws StudioException {
    return file.fetch(activity);
  }
}
