package io.github.macnightly.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.io.FormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scripts see of a target. */
final class SystemObjectTest {

  private static final Target INTEL = Target.of("10.15.7", "x86_64");

  /** Returns what an expression gives, as the title of a refusal. */
  private static String value(String expression, Target target) throws FormatException {
    String code = "function f(){ my.result.title = String(" + expression + "); return false; }";
    return new Scripted().script(code).check("f()").evaluate(target).checks().get(0).title();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "system.version.ProductVersion             | 10.15.7",
        "system.version['ProductName']             | macOS",
        "my.target.systemVersion.ProductVersion    | 10.15.7",
        "system.compareVersions('10.9', '10.10')   | -1",
        "system.compareVersions('10.4.11', '10.4') | 1",
        "system.compareVersions('10.6', '10.6.0')  | 0",
        "system.sysctl('hw.memsize')               | 8589934592",
        "system.sysctl('hw.cputype') == '7'        | true",
        "system.sysctl('hw.cpu64bit_capable') == true | true",
        "system.sysctl('hw.optional.arm64')        | 0",
        "system.sysctl('hw.machine')               | x86_64",
        "system.sysctl('kern.osrelease')           | 19.7.0",
        "system.gestalt('sysv').toString(16)       | 1097",
        "system.gestalt('sys2')                    | 15",
        "my.target.mountpoint                      | /",
        "my.target.availableKilobytes > 1000000    | true",
        "my.target.receiptForIdentifier('none')    | null",
        "system.localizedString('KEY')             | KEY",
        "system.propertiesOf({a:1,b:2}).join()     | a,b",
        "system.applications.all().length          | 0",
        "choices.nothing                           | undefined",
      })
  void tellsScriptsAboutTheTarget(String expression, String wanted) throws FormatException {
    assertThat(value(expression, INTEL)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({"26.1, 25.1.0", "15.5, 24.5.0", "11.6, 20.6.0", "10.4.11, 8.11.0"})
  void knowsTheDarwinOfASystem(String version, String darwin) {
    assertThat(new Hardware(Target.of(version, "arm64")).sysctl("kern.osrelease")).contains(darwin);
  }

  @Test
  void showsGestaltOfTiger() throws FormatException {
    assertThat(value("system.gestalt('sysv').toString(16)", Target.of("10.4", "ppc")))
        .isEqualTo("1040");
  }

  @Test
  void takesFactsFromTheCaller() throws FormatException {
    Target model = INTEL.withFacts(Map.of("hw.model", "Mac14,2", "hw.ncpu", 3));
    assertThat(value("system.sysctl('hw.model') + system.sysctl('hw.ncpu')", model))
        .isEqualTo("Mac14,23");
  }

  @Test
  void reportsWhatItWasNotTold() throws FormatException {
    String code =
        "function f(){ system.sysctl('hw.cpufrequency_max');"
            + " system.ioregistry.matchingClass('IOUSB'); system.users.desktopSessionCount;"
            + " system.applications.fromIdentifier('a.b'); system.nonsense; system.toString();"
            + " return true; }";
    assertThat(Scripted.run(code).doubts())
        .containsExactly(
            "asked for sysctl 'hw.cpufrequency_max', which is not known here",
            "asked for system.ioregistry.matchingClass('IOUSB'), which is not known here",
            "asked for system.users.desktopSessionCount, which is not known here",
            "asked for the running application 'a.b', which is not known here",
            "asked for system.nonsense, which is not known here");
  }

  @Test
  void readsBundlesAndListsOnTheTarget() throws FormatException {
    String plist =
        "<plist version='1.0'><dict><key>CFBundleVersion</key><string>7</string>"
            + "<key>list</key><array><true/><integer>2</integer></array></dict></plist>";
    String path = "/Applications/A.app/Contents/Info.plist";
    Target target = INTEL.withFiles(TargetChecksTest.OneFile.of(path, plist));
    assertThat(value("system.files.bundleAtPath('/Applications/A.app').CFBundleVersion", target))
        .isEqualTo("7");
    assertThat(value("system.files.plistAtPath('/" + path + "').list[1]", target)).isEqualTo("2");
    assertThat(value("system.files.bundleAtPath('/Applications/B.app')", target)).isEqualTo("null");
    assertThat(
            value("system.files.fileExistsAtPath(my.target.mountpoint + '" + path + "')", target))
        .isEqualTo("true");
  }

  @Test
  void staysBelowTheRootOfTheTarget() {
    assertThat(FilesObject.plain("/../../etc//./passwd")).isEqualTo(Optional.of("/etc/passwd"));
    assertThat(FilesObject.plain("etc/passwd")).isEmpty();
    assertThat(FilesObject.plain("/a\0b")).isEmpty();
    assertThat(FilesObject.plain("/" + "a".repeat(2000))).isEmpty();
  }

  @Test
  void reportsAPropertyListThatIsNone() throws FormatException {
    String code = "function f(){ return system.files.plistAtPath('/a.plist') === null; }";
    Target target = INTEL.withFiles(TargetChecksTest.OneFile.of("/a.plist", "{ broken"));
    Check check = new Scripted().script(code).check("f()").evaluate(target).checks().get(0);
    assertThat(check.outcome()).isEqualTo(Check.Outcome.PASSED);
    assertThat(check.doubts()).singleElement().asString().contains("could not be read");
  }

  @Test
  void showsReceipts() throws FormatException {
    Target target = INTEL.withReceipts(Map.of("org.a", "1.5"));
    assertThat(value("my.target.receiptForIdentifier('org.a').version", target)).isEqualTo("1.5");
  }

  @Test
  void fillsPlaceholdersOfTranslations() throws FormatException {
    DistributionFile file =
        new Scripted()
            .script(
                "function f(){ my.result.message ="
                    + " system.localizedStringWithFormat('K', 'a', 'b$1'); return false; }")
            .check("f()")
            .file()
            .withStrings(Map.of("K", "%@ and %@; %2$@"));
    assertThat(file.evaluate(INTEL, List.of()).checks().get(0).message())
        .isEqualTo("a and b$1; b$1");
  }

  @Test
  void keepsTheLogWithoutControlCharacters() throws FormatException {
    Evaluation evaluation =
        new Scripted()
            .script("function f(){ system.log('a\\u001b[2Jb\\nc'); return true; }")
            .check("f()")
            .evaluate();
    assertThat(evaluation.log()).containsExactly("a [2Jb c");
  }

  @ParameterizedTest
  @CsvSource({
    "'', clean",
    "a=1.9, mixed",
    "a=1.9 b=1.9, upgrade",
    "a=2.0 b=2, installed",
    "a=2.1 b=3, downgrade",
    "a=1.9 b=3, mixed",
  })
  void comparesPackagesWithReceipts(String installed, String wanted) throws FormatException {
    Map<String, String> receipts = new java.util.HashMap<>();
    for (String one : installed.split(" ")) {
      if (!one.isEmpty()) {
        receipts.put(one.substring(0, 1), one.substring(2));
      }
    }
    Evaluation evaluation =
        new Scripted()
            .choice("a", "")
            .choice("b", "")
            .xml("<choice id='both'><pkg-ref id='a'/><pkg-ref id='b'/></choice>")
            .script(
                "function f(){ my.result.title=choices.both.packageUpgradeAction; return false; }")
            .check("f()")
            .evaluate(INTEL.withReceipts(receipts));
    assertThat(evaluation.checks().get(0).title()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return true;                                                        | PASSED",
        "my.result.type='Warn'; my.result.title='t'; return false;           | WARNED",
        "my.result.type='Warn'; my.result.title='t'; return true;            | WARNED",
        "my.result.type='Fatal'; my.result.title='t'; return true;           | PASSED",
        "my.result.message='m'; return false;                                | FAILED",
        "return false;                                                       | FAILED",
        "return;                                                             | NOT_EVALUATED",
        "my.result.message='m';                                              | FAILED",
        "throw 'x';                                                          | NOT_EVALUATED",
        "return undefinedFunction();                                         | NOT_EVALUATED",
        "return [3,1,2].sort().join('-') + 1 === '1-2-31' && 'aXb'.replace(/x/i,'') == 'ab'; |"
            + " PASSED",
        "var n = 1; n += 2; var o = {a:'x'}; o.a += 'y' + n; return o.a === 'xy3'; | PASSED",
        "var i = 0, a = ['x','y']; a[i++] += 'z'; return i === 1 && a[0] === 'xz'; | PASSED",
        "return (1 + 2) * 3 + -1 + +'4' === 12 && `a${1 + 1}b` === 'a2b'; | PASSED",
        "return ['a','b'].map(function(x){return x + x}).concat(['c']).length === 3; | PASSED",
        "return 'a.b.c'.match(/[a-z]/g).length === 3 && /b/.exec('abc').index === 1; | PASSED",
        "return Math.max.apply(null, [1,5,2]) === 5 && f.call instanceof Function; | PASSED",
        "for (var k in {a:1}) { return k + '' === 'a'; } | PASSED",
        "return new Date(0).getTime() === 0 && JSON.parse('{\"a\":1}').a === 1 &&"
            + " JSON.stringify([1,{b:2}]) === '[1,{\"b\":2}]'; | PASSED",
        "var s = ''; for (var j = 0; j < 1000; j++) { s += j; } return s.length === 2890; | PASSED",
      })
  void takesTheVerdictOfACheck(String body, Check.Outcome wanted) throws FormatException {
    Check check = Scripted.run("function f(){ " + body + " }");
    assertThat(check.outcome()).as(check.toString()).isEqualTo(wanted);
  }
}
