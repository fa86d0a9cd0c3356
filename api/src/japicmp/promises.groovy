/*
 * Judges what japicmp found by what @PublicApi promises; docs/compatibility.md says it in words.
 *
 * japicmp's Maven plugin ignores what this script returns: it takes out of the list itself what breaks no promise, and throws where
 * japicmp would see nothing wrong.
 */
import japicmp.model.JApiChangeStatus
import japicmp.model.JApiCompatibilityChangeType as Change
import javassist.bytecode.AnnotationsAttribute

types = jApiClasses.collectEntries { [it.fullyQualifiedName, it] }
version = types['dev.attune.api.ApiVersion'] // null in the testkit, which has no version of its own

if (version != null && constant('CURRENT', version.newClass) > constant('CURRENT', version.oldClass)) {
    jApiClasses.clear() // no plugin built for the baseline is loaded any more
    return jApiClasses
}
requireThatMinorTellsOfAdditions()
jApiClasses.removeIf { promise(it, 'oldClass').state != 'STABLE' }
jApiClasses.each { type ->
    requireThatNoPromiseIsTakenBack(type)
    if (promise(type, 'oldClass').usage == 'CALL') {
        allowNewAbstractMethods(type)
    }
}
return jApiClasses

/** Returns what @PublicApi says of a type, or of the type around it. */
Map promise(type, String archive) {
    def outermost = types[type.fullyQualifiedName.takeWhile { it != '$' }]
    def found = outermost?."$archive"?.orElse(null)?.classFile2
            ?.getAttribute(AnnotationsAttribute.invisibleTag)
            ?.getAnnotation('dev.attune.api.PublicApi')
    found ? [usage: found.getMemberValue('usage').value, state: found.getMemberValue('state').value] : [:]
}

int constant(String name, ctClass) {
    ctClass.map { it.getField(name).constantValue }.orElse(0)
}

/** A plugin may use any addition, also an experimental one; its manifest must be able to say so. */
void requireThatMinorTellsOfAdditions() {
    if (version == null || constant('MINOR', version.newClass) > constant('MINOR', version.oldClass)) {
        return
    }
    def additions = jApiClasses.findAll { promise(it, 'newClass') }.collectMany { type ->
        type.changeStatus == JApiChangeStatus.NEW
                ? [type.fullyQualifiedName]
                : (type.methods + type.constructors + type.fields)
                        .findAll { it.changeStatus == JApiChangeStatus.NEW }
                        .collect { type.fullyQualifiedName + '.' + it.name }
    }
    if (additions) {
        throw new IllegalStateException("ApiVersion.MINOR must rise above ${constant('MINOR', version.oldClass)}, for the baseline"
                + " lacks ${additions.toSorted().join(', ')}. Without it an older host would load a plugin that uses them.")
    }
}

void requireThatNoPromiseIsTakenBack(type) {
    def before = promise(type, 'oldClass')
    def now = promise(type, 'newClass')
    if (now && (now.state != 'STABLE' || (before.usage == 'IMPLEMENT' && now.usage != 'IMPLEMENT'))) {
        throw new IllegalStateException("${type.fullyQualifiedName} was promised to be ${before.usage}, STABLE, and is now"
                + " ${now.usage}, ${now.state}. Only a new ApiVersion.CURRENT takes a promise back.")
    }
}

/** Nobody outside implements a type that is there to be called. */
void allowNewAbstractMethods(type) {
    def allowed = [
            Change.METHOD_ADDED_TO_INTERFACE,
            Change.METHOD_ABSTRACT_ADDED_TO_CLASS,
            Change.METHOD_ABSTRACT_ADDED_IN_SUPERCLASS,
            Change.METHOD_ABSTRACT_ADDED_IN_IMPLEMENTED_INTERFACE]
    ([type] + type.methods).each { it.compatibilityChanges.removeIf { it.type in allowed } }
}
