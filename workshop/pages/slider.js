export default {
  template: `<input type="range" :min="min" :max="max" :step="step" :value="modelValue"
    @input="$emit('update:modelValue', Number($event.target.value))" @change="$emit('settled')">`,
  props: ["modelValue", "min", "max", "step"],
  emits: ["update:modelValue", "settled"],
};
