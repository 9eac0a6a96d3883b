package io.github.macnightly.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that would never end, eat all memory, or reach for the machine. */
@Timeout(10)
final class HostileScriptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function f(){ while(true){} }",
        "function f(){ for(;;){ try { while(true){} } catch(e) {} finally { while(true){} } } }",
        "function f(){ return f()+1; }",
        "function f(){ return f.call(); }",
        "function f(){ return [1].map(f).join(''); }",
        "function f(){ return String({toString: f}); }",
        "function f(){ return /(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'); }",
        "function f(){ return 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.replace(/(a*)*$/, ''); }",
        "function f(){ return [3,1,2].sort(function(a,b){ while(true){} }); }",
        "while(true){}",
      })
  void isStoppedWhenItNeverEnds(String code) throws IOException {
    assertStopped(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function f(){ var s='x'; for(var i=0;i<40;i++) s=s+s; return s.length>0; }",
        "function f(){ var s='x'; for(var i=0;i<40;i++) s+=s; return s.length>0; }",
        "function f(){ var o={s:'x'}; for(var i=0;i<40;i++) o.s+=o.s; return o.s.length>0; }",
        "function f(){ var o=['x']; for(var i=0;i<40;i++) o[0]+=o[0]; return o[0].length>0; }",
        "function f(){ var s='x'; for(var i=0;i<40;i++) s=`${s}${s}`; return s.length>0; }",
        "function f(){ var s='x'; for(var i=0;i<40;i++) s=s.concat(s); return s.length>0; }",
        "function f(){ var s='x'; for(var i=0;i<40;i++) s=[s,s].join(''); return s.length>0; }",
        "function f(){ var s='x'; for(var i=0;i<40;i++) s=s.replace(/x/g,'xx'); return true; }",
        "function f(){ var s='x'; for(var i=0;i<40;i++) s=s.replace(/x/g,function(){return 'xx'});"
            + " }",
        "function f(){ return 'x'.repeat(1e9).length>0; }",
        "function f(){ return 'x'.padStart(1e9).length>0; }",
        "function f(){ return new Array(1e9).join('xx').length>0; }",
        "function f(){ var a=[0]; for(var i=0;i<40;i++) a=a.concat(a); return true; }",
        "function f(){ var a=[0]; for(var i=0;i<40;i++) a=[a,a]; return String(a).length>0; }",
        "function f(){ var a=[0]; for(var i=0;i<40;i++) a=[a,a]; return (a+'').length>0; }",
        "function f(){ var a=[0]; for(var i=0;i<40;i++) a=[a,a]; return JSON.stringify(a)!=''; }",
        "function f(){ var a=[0]; for(var i=0;i<40;i++) a=[...a,...a]; return true; }",
        "function f(){ var a=[]; a.length=4294967295; return [...a].length>0; }",
        "function f(){ var a=[]; for(;;) a.push({a:[1,2,3]}); }",
        "function f(){ var o={}; for(var i=0;;i++) o['k'+i]=i; }",
        "function f(){ var n=0; return [].indexOf.call({get length(){return n++?4e9:0}},1)>0; }",
        "function f(){ var n=0, o={valueOf:function(){return n++?4e9:0}};"
            + " [].slice.call({length:o}); }",
        "function f(){ var n=0; return 'x'.repeat({valueOf:function(){return n++?1e9:1e8}}); }",
        "function f(){ return String.prototype.repeat.call({toString:function(){return 'x'}},9); }",
        "function f(){ var s=new Array(5000).join('x'); return s.replace(/x/g,'$`').length; }",
        "function f(){ var s=new Array(9000).join('x'); return [s].map(function(){while(1)"
            + " s.split('')}); }",
        "function f(){ return Array.from({length:1e9}).length>0; }",
        "function f(){ return Math.max.apply(null,{length:4e9})>0; }",
        "function f(){ return [].slice.call({length:4e9}).length>0; }",
        "function f(){ return Array.prototype.indexOf.call({length:4e9},1)>0; }",
      })
  void isStoppedWhenItEatsMemory(String code) throws IOException {
    assertStopped(code);
  }

  /** By the budget, that is; a script that the deadline ends would go on in its thread. */
  private static void assertStopped(String code) throws IOException {
    Check check = Scripted.run(code);
    assertThat(check.outcome()).as(check.message()).isEqualTo(Check.Outcome.STOPPED);
    assertThat(check.message()).doesNotContain("in time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function f(){ return java.lang.System.exit(1); }",
        "function f(){ return Packages.java.lang.Runtime.getRuntime(); }",
        "function f(){ return system.getClass().forName('java.lang.System'); }",
        "function f(){ return 'x'.getClass(); }",
        "function f(){ return new JavaAdapter(java.lang.Runnable, {}); }",
        "function f(){ importPackage(java.io); }",
        "function f(){ return my.target.receiptForIdentifier.constructor('return this')(); }",
        "function f(){ return eval('1'); }",
        "function f(){ return new Function('return 1')(); }",
        "function f(){ return (function*(){}).constructor('return 1')(); }",
        "function f(){ with({}) { return true; } }",
        "function f(){ return 2n**64n; }",
        "function f(){ return BigInt(2); }",
        "function f(){ return Object.getOwnPropertySymbols({}); }",
        "function f(){ return new Uint8Array(1); }",
        "function f(){ return $add$('a','b'); }",
      })
  void findsNothingOfTheMachine(String code) throws IOException {
    assertThat(Scripted.run(code).outcome()).isEqualTo(Check.Outcome.NOT_EVALUATED);
  }

  @Test
  void seesNoJavaExceptionBehindAnError() throws IOException {
    String code =
        "function f(){ try { system.run('/bin/ls'); } catch (e) {"
            + " return e.javaException === undefined && e.rhinoException === undefined; } }";
    assertThat(Scripted.run(code).outcome()).isEqualTo(Check.Outcome.PASSED);
  }

  @Test
  void isRefusedAProgramAndToldSo() throws IOException {
    Check check =
        Scripted.run("function f(){ system.run('/usr/bin/touch','/tmp/x'); return true; }");
    assertThat(check.outcome()).isEqualTo(Check.Outcome.NOT_EVALUATED);
    assertThat(check.doubts()).containsExactly("wanted to run '/usr/bin/touch', which is refused");
  }

  @Test
  void keepsTheDefaultsOfChoicesWhenItIsStopped() throws IOException {
    Evaluation evaluation =
        new Scripted()
            .script("function loop(){ while(true){} }")
            .choice("a", "selected='loop()'")
            .choice("b", "start_selected='false' selected='loop()'")
            .evaluate();
    assertThat(Scripted.ids(evaluation)).containsExactly("a");
    assertThat(evaluation.warnings()).hasSize(2).allMatch(line -> line.contains("without an end"));
  }

  @Test
  void nestsExpressionsTooDeepForTheParser() throws IOException {
    String code = "function f(){ return " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "; }";
    assertThat(Scripted.run(code).outcome())
        .isIn(Check.Outcome.STOPPED, Check.Outcome.NOT_EVALUATED);
  }

  @Test
  void isLeftBehindWhenItIgnoresTheDeadline() {
    CountDownLatch never = new CountDownLatch(1);
    String got = Sandbox.run(stop -> wait(never), ScriptFailure::getMessage, 50);
    assertThat(got).isEqualTo("the script did not end in time");
    never.countDown();
  }

  private static String wait(CountDownLatch latch) {
    try {
      latch.await();
      return "done";
    } catch (InterruptedException e) {
      return "interrupted";
    }
  }

  @Test
  void saysSoWhenTheEngineIsAbsent() {
    ScriptFailure[] failure = new ScriptFailure[1];
    String got =
        Sandbox.run(
            stop -> {
              throw new NoClassDefFoundError("org/mozilla/javascript/Context");
            },
            reason -> {
              failure[0] = reason;
              return reason.getMessage();
            });
    assertThat(got).startsWith("the JavaScript engine is absent");
    assertThat(failure[0].isStopped()).isFalse();
  }
}
