package io.github.macnightly.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Callable;

/**
 * The program, above its commands, above what they share; formats stay below the library's doors.
 */
@AnalyzeClasses(
    packages = "io.github.macnightly.cli",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.github.macnightly.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule consoleKnowsNoCommand =
      noClasses()
          .that()
          .resideInAPackage("..cli.console")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..cli.command", "..cli");

  @ArchTest
  static final ArchRule commandsKnowFormatsOnlyThroughImageAndPkg =
      noClasses()
          .that()
          .resideInAPackage("..cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..macnightly.udif",
              "..macnightly.hfs",
              "..macnightly.partition",
              "..macnightly.codec",
              "..macnightly.xar",
              "..macnightly.bom",
              "..macnightly.plist");

  @ArchTest
  static final ArchRule commandsAreNamedSo =
      classes()
          .that()
          .resideInAPackage("..cli.command")
          .and()
          .implement(Callable.class)
          .should()
          .haveSimpleNameEndingWith("Command");
}
