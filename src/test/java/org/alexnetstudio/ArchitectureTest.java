package org.alexnetstudio;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds the table of rooms in docs/architecture.md. */
@AnalyzeClasses(
    packages = "org.alexnetstudio",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.alexnetstudio";

  private static final String DJL = "ai.djl..";
  private static final String JNA = "com.sun.jna..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String PICOCLI = "picocli..";
  private static final String MARKDOWN = "org.commonmark..";
  private static final String ONNX_RUNTIME = "ai.onnxruntime..";

  /** JavaFX and the libraries over it. */
  private static final String[] WINDOW = {
    "javafx..",
    "atlantafx..",
    "org.controlsfx..",
    "impl.org.controlsfx..",
    "org.kordamp.ikonli..",
    "org.fxmisc..",
    "org.reactfx.."
  };

  @ArchTest
  static final ArchRule EXPERIMENT =
      room("experiment", List.of(), JACKSON)
          .because("what to do must be readable, checkable and writable without any engine");

  @ArchTest
  static final ArchRule EVENT =
      room("event", List.of()).because("what happened is told to every room in plain records");

  @ArchTest
  static final ArchRule INSIGHT =
      room("insight", List.of("event"))
          .because("what was found inside is shown and saved where no engine is");

  @ArchTest
  static final ArchRule DATA =
      room("data", List.of("experiment"), JACKSON, "com.twelvemonkeys..")
          .because("images are prepared by threads that never touch the engine");

  @ArchTest
  static final ArchRule NETWORK =
      room("network", List.of("experiment", "weights"), DJL, JNA)
          .because("a network is built from its layer list alone");

  @ArchTest
  static final ArchRule WEIGHTS =
      room("weights", List.of(), JACKSON)
          .because("files of tensors are read and written without knowing any network");

  @ArchTest
  static final ArchRule RUN =
      room("run", List.of("experiment", "event", "weights"), JACKSON)
          .because("a run folder can be opened where no engine is");

  @ArchTest
  static final ArchRule TRAINING =
      room("training", List.of("experiment", "data", "network", "run", "event", "weights"), DJL)
          .because("the loop emits events and knows nobody who hears them");

  @ArchTest
  static final ArchRule INSPECT =
      room("inspect", List.of("experiment", "data", "network", "event", "insight"), DJL)
          .because("looking into a network must not need a training");

  @ArchTest
  static final ArchRule SESSION =
      room(
              "session",
              List.of(
                  "experiment",
                  "data",
                  "network",
                  "run",
                  "event",
                  "insight",
                  "weights",
                  "training",
                  "inspect"),
              JACKSON,
              ONNX_RUNTIME,
              "com.sun.management..")
          .because("it owns thread and engine, and computes nothing itself");

  @ArchTest
  static final ArchRule ONNX_RUNTIME_IS_ONLY_MEASURED =
      noClasses()
          .that(not(name(ROOT + ".session.OnnxRuntimeSpeed")))
          .should()
          .dependOnClassesThat(resideInAnyPackage(ONNX_RUNTIME))
          .because("it comes only with the builds that the engines are compared in");

  @ArchTest
  static final ArchRule EXPORT =
      room("export", List.of("event", "insight", "run", "weights"))
          .because("pictures of a run can be drawn where no engine and no window is");

  @ArchTest
  static final ArchRule CLI =
      room(
              "cli",
              List.of(
                  "experiment",
                  "data",
                  "network",
                  "run",
                  "event",
                  "insight",
                  "training",
                  "inspect",
                  "session",
                  "export"),
              JACKSON,
              PICOCLI)
          .because("the terminal shows records that the session returns");

  @ArchTest
  static final ArchRule UI_FX =
      room("ui.fx", List.of("event", "insight"), WINDOW)
          .because("what panes are made of knows nothing of runs");

  @ArchTest
  static final ArchRule UI_RUN =
      room("ui.run", List.of("ui.fx", "event", "experiment", "session"), "javafx..")
          .because("the run on the screen is one for all workspaces, and has no nodes");

  @ArchTest static final ArchRule UI_TRAIN = workspace("ui.train");

  @ArchTest static final ArchRule UI_EXPERIMENT = workspace("ui.experiment");

  @ArchTest static final ArchRule UI_EXPLORE = workspace("ui.explore");

  @ArchTest static final ArchRule UI_CLASSIFY = workspace("ui.classify");

  @ArchTest
  static final ArchRule UI_HELP =
      room(
              "ui.help",
              List.of("ui.fx"),
              Stream.concat(Stream.of(WINDOW), Stream.of(MARKDOWN)).toArray(String[]::new))
          .because("the guide can be read whatever the rest of the window does");

  @ArchTest
  static final ArchRule UI_SHELL =
      room("ui.shell", List.of("ui", "event", "experiment", "session"), WINDOW)
          .because("the window places the workspaces, and computes nothing");

  @ArchTest
  static final ArchRule ONE_DOOR_TO_THE_JAVAFX_THREAD =
      noClasses()
          .that(resideOutsideOfPackages(ROOT + ".ui.fx.."))
          .should()
          .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)
          .because("feeds lose nothing and spare the training; single calls do neither");

  @ArchTest
  static final ArchRule NO_ARRAY_OF_THE_ENGINE_ESCAPES =
      noClasses()
          .that(
              resideInAnyPackage(ROOT + "..")
                  .and(
                      resideOutsideOfPackages(
                          ROOT + ".network..", ROOT + ".training..", ROOT + ".inspect..")))
          .should()
          .dependOnClassesThat(resideInAnyPackage(DJL))
          .because("native memory is owned by the rooms that compute, and nobody else");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_IN_THE_WINDOW =
      slices().matching(ROOT + ".ui.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_TERMINAL_PRINTS =
      noClasses()
          .that(resideOutsideOfPackages(ROOT + ".cli.."))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("others log or throw");

  @ArchTest
  static final ArchRule THREADS_ARE_MADE_IN_SESSION_AND_DATA =
      noClasses()
          .that(resideOutsideOfPackages(ROOT + ".session..", ROOT + ".data..", ROOT + ".cli.."))
          .should()
          .callConstructor(Thread.class, Runnable.class, String.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .because("who starts a thread answers for its end; cli has the shutdown hook");

  @ArchTest
  static void everyClassLivesInARoom(JavaClasses all) {
    classes()
        .that(alwaysTrue())
        .should()
        .resideInAnyPackage(
            ROOT,
            ROOT + ".app",
            ROOT + ".ui.shell",
            ROOT + ".ui.train",
            ROOT + ".ui.experiment",
            ROOT + ".ui.classify",
            ROOT + ".ui.explore",
            ROOT + ".ui.help",
            ROOT + ".ui.run",
            ROOT + ".ui.fx",
            ROOT + ".cli",
            ROOT + ".session",
            ROOT + ".export",
            ROOT + ".inspect",
            ROOT + ".training",
            ROOT + ".run",
            ROOT + ".weights",
            ROOT + ".network",
            ROOT + ".data",
            ROOT + ".event",
            ROOT + ".insight",
            ROOT + ".experiment")
        .check(all);
  }

  private static ArchRule workspace(String name) {
    return room(
            name, List.of("ui.fx", "ui.run", "event", "insight", "experiment", "session"), WINDOW)
        .because("a workspace can be taken out, and shows only what session tells");
  }

  /** A room may use itself, what all may use, the rooms named, and the libraries named. */
  private static com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction room(
      String name, List<String> rooms, String... libraries) {
    List<String> allowed =
        new ArrayList<>(List.of("", "java..", "javax..", "org.jspecify..", "org.slf4j..", ROOT));
    allowed.add(ROOT + "." + name + "..");
    rooms.forEach(room -> allowed.add(ROOT + "." + room + ".."));
    allowed.addAll(List.of(libraries));
    return classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(new String[0]));
  }
}
