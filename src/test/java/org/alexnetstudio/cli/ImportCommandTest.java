package org.alexnetstudio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.alexnetstudio.cli.StudioTerminal.Ran;
import org.alexnetstudio.support.DrawnImages;
import org.alexnetstudio.support.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of PyTorch's become a model that the other commands open. */
class ImportCommandTest {
  @TempDir Path folder;

  private static Path fixture(String name) throws URISyntaxException {
    return Path.of(ImportCommandTest.class.getResource("/torch/" + name).toURI());
  }

  @Test
  void whatIsImportedCanBeClassifiedWithInspectedAndDescribed() throws Exception {
    StudioTerminal studio = new StudioTerminal(folder.resolve("cache"));
    Path model = folder.resolve("мой model");
    Ran imported = studio.run("import", fixture("narrow.pth"), "--out", model);
    assertEquals(0, imported.exit(), imported.err());
    assertEquals(model.resolve("model.safetensors").toString(), imported.out().strip());
    assertTrue(
        imported
            .err()
            .contains(
                "Recognised alexnet-torchvision by torchvision's names: 16 tensors, 5,814 parameters,"
                    + " 10 classes."),
        imported.err());
    assertTrue(imported.err().contains("--labels"), imported.err());

    Path image = DrawnImages.write(folder.resolve("photos"), 1).resolve("across/image 0.png");
    JsonNode classified = studio.run("classify", model, image, "--json").json();
    assertTrue(classified.toString().contains("\"class "), classified.toString());
    Path out = folder.resolve("inside");
    Ran inspected = studio.run("inspect", model, image, "--out", out);
    assertEquals(0, inspected.exit(), inspected.err());
    assertTrue(Folders.names(out).size() > 5, Folders.names(out).toString());
    JsonNode described = studio.run("describe", model, "--json").json();
    assertEquals(5814, described.get("totalParameters").asInt());
    studio
        .run("import", fixture("narrow.pth"), "--out", model)
        .isBadInput("model.safetensors", "is there already");
  }

  /** The second time the model is in the cache, and the file is told from a changed one. */
  @Test
  void weightsOfOthersAreTakenWhereAModelIsNamed() throws Exception {
    StudioTerminal studio = new StudioTerminal(folder.resolve("cache"));
    Path weights = Files.copy(fixture("narrow.pth"), folder.resolve("narrow.pth"));
    Ran first = studio.run("describe", weights, "--json");
    assertEquals(5814, first.json().get("totalParameters").asInt());
    assertTrue(first.err().contains("Recognised alexnet-torchvision"), first.err());
    Path kept = folder.resolve("cache/imported");
    assertEquals(1, Folders.names(kept).size());
    assertEquals(first.out(), studio.run("describe", weights, "--json").out());
    assertEquals(1, Folders.names(kept).size());
    Files.copy(fixture("checkpoint.pth"), weights, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(0, studio.run("describe", weights, "--json").exit());
    assertEquals(2, Folders.names(kept).size());
  }

  @Test
  void modelsThatAreNotHereAreRefusedWithTheWayToThem() {
    StudioTerminal studio = new StudioTerminal(folder.resolve("cache"));
    Path image = folder.resolve("image.png");
    studio.run("classify", "starter", image).isBadInput("starter model");
    studio.run("classify", "imagenet", image).isBadInput("get imagenet");
    studio.run("get", "resnet").isBadInput("resnet", "imagenet");
  }

  @Test
  void whatIsNoWeightsIsNamed() throws Exception {
    StudioTerminal studio = new StudioTerminal(folder.resolve("cache"));
    Path out = folder.resolve("model");
    studio
        .run("import", fixture("whole-module.pth"), "--out", out)
        .isBadInput("whole-module.pth", "torchvision.models.alexnet.AlexNet", "was not run");
    studio
        .run("import", fixture("variety.pth"), "--out", out)
        .isBadInput("variety.pth", "transposed", "features.0.weight");
    studio
        .run("import", folder.resolve("no.pth"), "--out", out)
        .isBadInput("no.pth", "there is no such file");
    byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
    studio
        .run("import", Files.write(folder.resolve("a.pth"), text), "--out", out)
        .isBadInput("a.pth", "no file of weights that is known", ".caffemodel, .params");
    studio
        .run("import", fixture("narrow.pth"), "--out", out, "--mean", folder.resolve("a.pth"))
        .isBadInput("a.pth", "alexnet-torchvision does not subtract one");
    studio
        .run("import", fixture("narrow.pth"), "--out", out, "--preset", "vgg")
        .isBadInput("vgg", "alexnet-torchvision");
    assertEquals(List.of("a.pth"), Folders.names(folder));
  }
}
