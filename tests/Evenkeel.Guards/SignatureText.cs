using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Evenkeel.Guards;

/// <summary>Types and parameters in the words of C#.</summary>
internal static class SignatureText
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    /// <summary>A type as it is declared, with the types around it.</summary>
    public static string NameOf(Type type)
    {
        string own = type.Name.Split('`')[0];
        string generic = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : "";
        return (type.DeclaringType is { } outer && !type.IsGenericParameter ? NameOf(outer) + "." : "") + own + generic;
    }

    /// <summary>A type as it is used.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>Parameters, by position, type and name, with their defaults.</summary>
    public static string Of(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter => $"{Of(parameter)} {parameter.Name}{Default(parameter)}"));

    /// <summary>The type of a parameter, and how it is passed.</summary>
    public static string Of(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        string how = type.IsByRef ? (parameter.IsOut ? "out " : parameter.IsIn || parameter.GetRequiredCustomModifiers().Length > 0 ? "in " : "ref ") : "";
        string many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        return many + how + Of(type.IsByRef ? type.GetElementType()! : type, type.IsByRef ? null : Nullability.Create(parameter));
    }

    /// <summary>The type of a property.</summary>
    public static string Of(PropertyInfo property) => Of(property.PropertyType, property.PropertyType.IsByRef ? null : Nullability.Create(property));

    /// <summary>The type of a field.</summary>
    public static string Of(FieldInfo field) => Of(field.FieldType, Nullability.Create(field));

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        string mark = !type.IsValueType && (nullability?.ReadState ?? nullability?.WriteState) == NullabilityState.Nullable ? "?" : "";
        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!);
        }

        if (type.IsPointer)
        {
            return Of(type.GetElementType()!) + "*";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword + mark;
        }

        Type[] arguments = type.GetGenericArguments();
        if (arguments.Length == 0 || type.IsGenericParameter)
        {
            return NameOf(type) + mark;
        }

        NullabilityInfo[] inner = nullability?.GenericTypeArguments ?? [];
        string[] texts = [.. arguments.Select((argument, i) => Of(argument, i < inner.Length ? inner[i] : null))];
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
            ? $"({string.Join(", ", texts)})"
            : $"{type.Name.Split('`')[0]}<{string.Join(", ", texts)}>{mark}";
    }

    private static string Default(ParameterInfo parameter) => !parameter.HasDefaultValue ? "" : " = " + parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString(),
    };
}
