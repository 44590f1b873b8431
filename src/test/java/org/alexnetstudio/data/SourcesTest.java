package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each type of source lists, and what it says of data that it cannot use. */
class SourcesTest {
  @TempDir Path root;

  private static List<String> names(ImageSource source, boolean validation) {
    return source.images().stream()
        .filter(i -> i.validation() == validation)
        .map(SourceImage::name)
        .toList();
  }

  private static StudioException refusal(SourceSpec spec) {
    StudioException refused =
        assertThrows(StudioException.class, () -> ImageSource.open(spec).close());
    assertEquals(StudioException.Kind.BAD_INPUT, refused.kind());
    assertTrue(refused.remedy().endsWith("."), refused.remedy());
    return refused;
  }

  private SourceSpec folder() {
    return new SourceSpec.OnDisk(SourceSpec.Kind.IMAGE_FOLDER, root.toString(), 0.1);
  }

  private void touch(String... files) throws IOException {
    for (String file : files) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "x");
    }
  }

  @Test
  void classFoldersWithNestedFilesAndLitter() throws Exception {
    touch("b/2.JPG", "b/deep/er/1.png", "Ä ö/猫 1.jpeg", "𝒜/z.gif", "\uff21/y.bmp");
    touch("b/Thumbs.db", "b/.hidden.jpg", ".git/x.jpg", "__MACOSX/b/2.jpg", "b/notes.txt");
    touch("stray.jpg");
    try (ImageSource source = ImageSource.open(folder())) {
      // Fullwidth A (U+FF21) comes before script A (U+1D49C), though its UTF-16 does not.
      assertEquals(List.of("b", "Ä ö", "\uff21", "𝒜"), source.classNames());
      assertEquals(
          List.of("b/2.JPG", "b/deep/er/1.png", "Ä ö/猫 1.jpeg", "\uff21/y.bmp", "𝒜/z.gif"),
          names(source, false));
      assertEquals(
          List.of(0, 0, 1, 2, 3), source.images().stream().map(SourceImage::label).toList());
    }
  }

  @Test
  void trainAndValidationFolders() throws Exception {
    touch("Training/a/1.jpg", "Training/b/2.jpg", "valid/b/3.jpg", "test/a/4.jpg");
    try (ImageSource source = ImageSource.open(folder())) {
      assertEquals(List.of("a", "b"), source.classNames());
      assertEquals(List.of("Training/a/1.jpg", "Training/b/2.jpg"), names(source, false));
      assertEquals(List.of("valid/b/3.jpg"), names(source, true));
    }
  }

  @Test
  void testStandsInForValidationAndATrainFolderAloneIsLookedThrough() throws Exception {
    touch("train/a/1.jpg", "train/b/2.jpg");
    try (ImageSource source = ImageSource.open(folder())) {
      assertEquals(List.of("train/a/1.jpg", "train/b/2.jpg"), names(source, false));
    }
    touch("test/a/4.jpg");
    try (ImageSource source = ImageSource.open(folder())) {
      assertEquals(List.of("test/a/4.jpg"), names(source, true));
    }
  }

  @Test
  void trainMayBeAClass() throws Exception {
    touch("train/1.jpg", "car/2.jpg", "plane/3.jpg");
    try (ImageSource source = ImageSource.open(folder())) {
      assertEquals(List.of("car", "plane", "train"), source.classNames());
    }
  }

  @Test
  void foldersThatAreNoClasses() throws Exception {
    assertTrue(refusal(folder()).what().contains("No class folder"));
    touch("cats/1.jpg");
    touch("dogs/readme.txt");
    assertTrue(refusal(folder()).what().contains("'dogs'"), refusal(folder()).what());
    SourceSpec gone =
        new SourceSpec.OnDisk(SourceSpec.Kind.IMAGE_FOLDER, root.resolve("gone").toString(), 0);
    assertTrue(refusal(gone).why().contains("no such file or folder"));
    SourceSpec file =
        new SourceSpec.OnDisk(
            SourceSpec.Kind.IMAGE_FOLDER, root.resolve("cats/1.jpg").toString(), 0);
    assertTrue(refusal(file).why().contains("it is a file"));
    SourceSpec folderAsZip = new SourceSpec.OnDisk(SourceSpec.Kind.ZIP, root.toString(), 0);
    assertTrue(refusal(folderAsZip).why().contains("it is a folder"));
  }

  @Test
  void aValidationClassThatTrainingLacks() throws Exception {
    touch("train/a/1.jpg", "train/b/2.jpg", "val/c/3.jpg");
    assertTrue(refusal(folder()).why().contains("'c'"));
  }

  private Path zip(Charset charset, String... entries) throws IOException {
    Path file = root.resolve("photos.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), charset)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(Fixtures.image("grey.png"));
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  void zipWithATopFolderAndForeignNames() throws Exception {
    String[] entries = {
      "my data/katze é/bild 1.png", "my data/собака/猫.png", "__MACOSX/my data/собака/._猫.png"
    };
    Path file = zip(StandardCharsets.UTF_8, entries);
    try (ImageSource source =
        ImageSource.open(new SourceSpec.OnDisk(SourceSpec.Kind.ZIP, file.toString(), 0))) {
      assertEquals(List.of("katze é", "собака"), source.classNames());
      ImageDecoder decoder = new ImageDecoder(new ResizeSpec(16, 16), 1);
      assertEquals(128, source.read(1, decoder)[4 * 16 + 4] & 0xff);
    }
  }

  @Test
  void zipOfOldDosNames() throws Exception {
    Path file = zip(Charset.forName("IBM437"), "Bär/ä.png", "Möwe/ö.png");
    try (ImageSource source =
        ImageSource.open(new SourceSpec.OnDisk(SourceSpec.Kind.ZIP, file.toString(), 0))) {
      assertEquals(List.of("Bär", "Möwe"), source.classNames());
    }
  }

  @Test
  void brokenZips() throws Exception {
    Path file = zip(StandardCharsets.UTF_8, "a/1.png", "b/2.png");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertTrue(
        refusal(new SourceSpec.OnDisk(SourceSpec.Kind.ZIP, file.toString(), 0))
            .why()
            .contains("broken"));
    Files.writeString(file, "");
    assertTrue(
        refusal(new SourceSpec.OnDisk(SourceSpec.Kind.ZIP, file.toString(), 0))
            .why()
            .contains("no zip"));

    byte[] damaged = whole.clone();
    damaged[45] ^= 0x55;
    Files.write(file, damaged);
    try (ImageSource source =
        ImageSource.open(new SourceSpec.OnDisk(SourceSpec.Kind.ZIP, file.toString(), 0))) {
      ImageDecoder decoder = new ImageDecoder(new ResizeSpec(16, 16), 1);
      StudioException refused = assertThrows(StudioException.class, () -> source.read(0, decoder));
      assertTrue(refused.what().contains("a/1.png"));
      assertTrue(refused.why().contains("broken"), refused.why());
    }
  }

  private static byte[] idx(int magic, int[] sizes, byte[] data) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + data.length).putInt(magic);
    IntStream.of(sizes).forEach(file::putInt);
    return file.put(data).array();
  }

  private void writeIdx(String part, byte[] labels, boolean gzip) throws IOException {
    byte[] images = Fixtures.randomBytes(labels.length * 9 * 10, 5);
    write(part + "-images-idx3-ubyte", idx(0x803, new int[] {labels.length, 9, 10}, images), gzip);
    write(part + "-labels.idx1-ubyte", idx(0x801, new int[] {labels.length}, labels), false);
  }

  private void write(String name, byte[] bytes, boolean gzip) throws IOException {
    Path file = root.resolve(gzip ? name + ".gz" : name);
    try (OutputStream out =
        gzip ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
      out.write(bytes);
    }
  }

  @Test
  void idxPlainAndGzipped() throws Exception {
    writeIdx("train", new byte[] {3, 0, 3, 7}, true);
    writeIdx("t10k", new byte[] {7, 0}, false);
    try (ImageSource source =
        ImageSource.open(new SourceSpec.OnDisk(SourceSpec.Kind.IDX, root.toString(), 0))) {
      assertEquals(List.of("0", "3", "7"), source.classNames());
      assertEquals(List.of("train #0", "train #1", "train #2", "train #3"), names(source, false));
      assertEquals(List.of("t10k #0", "t10k #1"), names(source, true));
      assertEquals(2, source.images().get(4).label());
      byte[] pixels = Fixtures.randomBytes(4 * 90, 5);
      byte[] read = source.read(2, new ImageDecoder(new ResizeSpec(9, 9), 1));
      // Nine of ten columns: the central crop of a 9 x 10 image leaves out the last one.
      assertEquals(pixels[2 * 90 + 13], read[12]);
    }
  }

  @Test
  void idxFilesThatAreWrong() throws Exception {
    SourceSpec spec = new SourceSpec.OnDisk(SourceSpec.Kind.IDX, root.toString(), 0);
    assertTrue(refusal(spec).why().contains("train-images-idx3-ubyte"));
    writeIdx("train", new byte[] {1, 2, 3}, false);
    Path images = root.resolve("train-images-idx3-ubyte");
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, whole.length - 1));
    assertTrue(refusal(spec).why().contains("285 bytes of 286"), refusal(spec).why());
    whole[3] = 1;
    Files.write(images, whole);
    assertTrue(refusal(spec).why().contains("0x00000801"), refusal(spec).why());
    whole[3] = 3;
    whole[7] = 2;
    Files.write(images, whole);
    assertTrue(refusal(spec).why().contains("3 labels for the 2 images"), refusal(spec).why());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(whole);
    }
    Files.write(images, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    assertTrue(refusal(spec).why().contains("gzip"), refusal(spec).why());
  }

  @Test
  void fashionFoldersHaveTheKnownNames() throws Exception {
    root = Files.createDirectory(root.resolve("Fashion-MNIST"));
    writeIdx("train", new byte[] {9, 1}, false);
    try (ImageSource source =
        ImageSource.open(new SourceSpec.OnDisk(SourceSpec.Kind.IDX, root.toString(), 0))) {
      assertEquals(List.of("Trouser", "Ankle boot"), source.classNames());
    }
  }

  @Test
  void cifar() throws Exception {
    SourceSpec spec = new SourceSpec.OnDisk(SourceSpec.Kind.CIFAR_BINARY, root.toString(), 0);
    assertTrue(refusal(spec).why().contains("data_batch_1.bin"));
    byte[] batch = Fixtures.randomBytes(2 * 3073, 9);
    batch[0] = 9;
    batch[3073] = 0;
    Files.write(root.resolve("data_batch_1.bin"), batch);
    Files.write(root.resolve("test_batch.bin"), Arrays.copyOf(batch, 3073));
    try (ImageSource source = ImageSource.open(spec)) {
      assertEquals("truck", source.classNames().get(source.images().get(0).label()));
      assertEquals(List.of("test_batch #0"), names(source, true));
      byte[] read = source.read(1, new ImageDecoder(new ResizeSpec(32, 32), 3));
      assertEquals(0, Arrays.compare(Arrays.copyOfRange(batch, 3074, 6146), read));
    }
    Files.write(root.resolve("test_batch.bin"), Arrays.copyOf(batch, 3000));
    assertTrue(refusal(spec).what().contains("test_batch.bin"));
    batch[3073] = 17;
    Files.write(root.resolve("data_batch_1.bin"), batch);
    assertTrue(refusal(spec).what().contains("byte 3073"), refusal(spec).what());
  }

  @Test
  void imageNetWithFlatValidation() throws Exception {
    touch("train/n02/a.JPEG", "train/n01/b.JPEG", "val/V_1.JPEG", "val/V_2.JPEG", "val/V_3.JPEG");
    SourceSpec spec = new SourceSpec.OnDisk(SourceSpec.Kind.IMAGENET, root.toString(), 0);
    assertTrue(refusal(spec).why().contains("val.txt"));
    Files.writeString(
        root.resolve("LOC_val_solution.csv"),
        "ImageId,PredictionString\nV_1,n02 1 2 3 4\nV_2,n01 9 9 9 9 n01 1 1 1 1\nV_4,n01 1 1 1 1\n");
    try (ImageSource source = ImageSource.open(spec)) {
      assertEquals(List.of("n01", "n02"), source.classNames());
      assertEquals(List.of("val/V_1.JPEG", "val/V_2.JPEG"), names(source, true));
      assertEquals(List.of(0, 1, 1, 0), source.images().stream().map(SourceImage::label).toList());
      assertEquals(
          List.of("val/V_3.JPEG", "val/V_4"),
          source.missing().stream().map(RejectedImage::image).toList());
    }
    Files.writeString(root.resolve("val.txt"), "V_1.JPEG 1\nV_2.JPEG 0\nV_3.JPEG 7\n");
    assertTrue(refusal(spec).what().contains("val.txt, line 3"), refusal(spec).what());
    touch("val/n01/c.JPEG");
    Files.delete(root.resolve("val/V_1.JPEG"));
    Files.delete(root.resolve("val/V_2.JPEG"));
    Files.delete(root.resolve("val/V_3.JPEG"));
    try (ImageSource source = ImageSource.open(spec)) {
      assertEquals(List.of("val/n01/c.JPEG"), names(source, true));
    }
  }

  @Test
  void csvWithAndWithoutHeading() throws Exception {
    touch("a b/ä.png", "c.png");
    Path table = root.resolve("list.csv");
    SourceSpec spec = new SourceSpec.OnDisk(SourceSpec.Kind.CSV, table.toString(), 0);
    Files.writeString(table, "Label,Image\ncat,\"a b/ä.png\"\ndog,c.png\ndog,gone.png\n");
    try (ImageSource source = ImageSource.open(spec)) {
      assertEquals(List.of("cat", "dog"), source.classNames());
      assertEquals(List.of("a b/ä.png", "c.png"), names(source, false));
      assertEquals("gone.png", source.missing().get(0).image());
      assertTrue(source.missing().get(0).reason().contains("line 4"));
    }
    Files.writeString(table, root.resolve("c.png") + ",dog\na b/ä.png,cat");
    try (ImageSource source = ImageSource.open(spec)) {
      assertEquals(2, source.images().size());
    }
  }

  @Test
  void csvThatCannotBeUsed() throws Exception {
    Path table = root.resolve("list.csv");
    SourceSpec spec = new SourceSpec.OnDisk(SourceSpec.Kind.CSV, table.toString(), 0);
    Files.writeString(table, "path,label\n");
    assertTrue(refusal(spec).why().contains("no row"));
    Files.writeString(table, "path,label\nx.png,a\ny.png,b\n");
    assertTrue(refusal(spec).what().contains("No image of"));
    Files.writeString(table, "path,label\nx.png,a\ny.png\n");
    assertTrue(refusal(spec).what().contains("line 3"));
    Files.write(table, new byte[] {'a', ',', (byte) 0xe4, '\n'});
    assertTrue(refusal(spec).why().contains("UTF-8"));
  }

  @Test
  void bundledFashionMnist() throws Exception {
    try (ImageSource source = ImageSource.open(new SourceSpec.Bundled("fashion-mnist", 0))) {
      assertEquals("T-shirt/top", source.classNames().get(0));
      int[][] counts = new int[2][10];
      source.images().forEach(i -> counts[i.validation() ? 1 : 0][i.label()]++);
      assertTrue(IntStream.of(counts[0]).allMatch(n -> n == 1000));
      assertTrue(IntStream.of(counts[1]).allMatch(n -> n == 200));
      // The set's first training image is an ankle boot.
      assertEquals("Ankle boot", source.classNames().get(source.images().get(0).label()));
    }
  }
}
