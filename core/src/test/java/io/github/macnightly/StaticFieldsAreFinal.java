package io.github.macnightly;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Static fields are constants: what changes is handed to constructors. */
final class StaticFieldsAreFinal extends ArchCondition<JavaClass> {

  StaticFieldsAreFinal() {
    super("have no static field that can be assigned");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    for (JavaField field : item.getFields()) {
      boolean made = field.getModifiers().contains(JavaModifier.SYNTHETIC);
      boolean shared =
          field.getModifiers().contains(JavaModifier.STATIC)
              && !field.getModifiers().contains(JavaModifier.FINAL);
      if (shared && !made) {
        events.add(SimpleConditionEvent.violated(item, field.getFullName() + " is not final"));
      }
    }
  }
}
