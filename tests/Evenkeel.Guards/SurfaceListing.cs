using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Evenkeel.Guards;

/// <summary>What a library shows to the outside, as text in a fixed order: a line a type, and its members below it.</summary>
internal static class SurfaceListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Lists all public types of an assembly and their public and protected members.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        List<string> lines = [];
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            lines.Add(Heading(type));
            lines.AddRange(Members(type).Order(StringComparer.Ordinal).Select(member => "    " + member));
        }

        return lines;
    }

    /// <summary>The lines of one listing that the other lacks, each member with its type before it.</summary>
    public static IEnumerable<string> Missing(IReadOnlyList<string> from, IReadOnlyList<string> than)
    {
        HashSet<string> known = [.. WithTypes(than)];
        return WithTypes(from).Where(line => !known.Contains(line));
    }

    private static IEnumerable<string> WithTypes(IReadOnlyList<string> lines)
    {
        string type = "";
        foreach (string line in lines)
        {
            if (line.StartsWith(' '))
            {
                yield return $"{type} ▸ {line.Trim()}";
            }
            else
            {
                type = line.Split(" : ")[0];
                yield return line;
            }
        }
    }

    private static string Heading(Type type)
    {
        string name = $"{type.Namespace}.{SignatureText.NameOf(type)}";
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"delegate {SignatureText.Of(invoke.ReturnParameter)} {name}({SignatureText.Of(invoke.GetParameters())})";
        }

        bool isRecord = type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        string kind = type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type.IsValueType ? (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + (isRecord ? "record struct" : "struct")
            : (type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record" : "class");
        string[] bases = type.IsEnum ? [] : [.. Bases(type, isRecord)];
        return $"{kind} {name}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static IEnumerable<string> Bases(Type type, bool isRecord)
    {
        if (type is { IsValueType: false, BaseType: { } parent } && parent != typeof(object))
        {
            yield return SignatureText.Of(parent);
        }

        IEnumerable<Type> own = type.GetInterfaces().Where(face => face.IsVisible).Except(type.BaseType?.GetInterfaces() ?? []);
        foreach (string face in own.Select(SignatureText.Of).Order(StringComparer.Ordinal))
        {
            if (!isRecord || !face.StartsWith("IEquatable<", StringComparison.Ordinal))
            {
                yield return face;
            }
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            yield break;
        }

        foreach (FieldInfo field in type.GetFields(Declared).Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName))
        {
            yield return type.IsEnum
                ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
                : $"{field.Name} : {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field is { IsInitOnly: true } ? "readonly " : "")}{SignatureText.Of(field)}{(field.IsLiteral ? " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "")}";
        }

        foreach (PropertyInfo property in type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsShown)))
        {
            yield return Line(property);
        }

        foreach (EventInfo happening in type.GetEvents(Declared).Where(happening => IsShown(happening.AddMethod!)))
        {
            yield return $"event {happening.Name} : {SignatureText.Of(happening.EventHandlerType!)}";
        }

        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(constructor => IsShown(constructor) && !IsGenerated(constructor)))
        {
            yield return $"new({SignatureText.Of(constructor.GetParameters())}){Access(constructor)}";
        }

        foreach (MethodInfo method in type.GetMethods(Declared).Where(method => IsShown(method) && !IsGenerated(method)))
        {
            if (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            {
                string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
                yield return $"{method.Name}{generic}({SignatureText.Of(method.GetParameters())}) : {Kind(method)}{SignatureText.Of(method.ReturnParameter)}{Access(method)}";
            }
        }
    }

    private static string Line(PropertyInfo property)
    {
        ParameterInfo[] indices = property.GetIndexParameters();
        IEnumerable<string> accessors = property.GetAccessors(nonPublic: true).Where(IsShown).Select(accessor =>
            (accessor == property.GetMethod ? "get" : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set") + Access(accessor));
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string name = indices.Length > 0 ? $"this[{SignatureText.Of(indices)}]" : property.Name;
        return $"{name} : {required}{Kind(property.GetAccessors(nonPublic: true)[0])}{SignatureText.Of(property)} {{ {string.Join(", ", accessors)} }}";
    }

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Access(MethodBase method) => method.IsPublic ? "" : " (protected)";

    private static string Kind(MethodBase method) =>
        method.DeclaringType!.IsInterface ? (method.IsStatic ? "static " : "")
        : method.IsStatic ? "static "
        : method.IsAbstract ? "abstract "
        : method is { IsVirtual: true, IsFinal: false } && ((MethodInfo)method).GetBaseDefinition() == method ? "virtual "
        : ((method as MethodInfo)?.GetBaseDefinition() ?? method) != method ? "override "
        : "";
}
