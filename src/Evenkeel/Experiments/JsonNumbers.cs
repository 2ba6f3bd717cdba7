using System.Text.Json;

namespace Evenkeel.Experiments;

/// <summary>Numbers as the documents have them: <c>null</c> where there is none, and a sibling field that says why.</summary>
public static class JsonNumbers
{
    /// <summary>Writes <c>"name": value</c>; for a number that is not finite <c>"name": null, "nameIs": "nan"</c>, or "inf", or "-inf".</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="name">The field.</param>
    /// <param name="value">The number; null where it does not apply.</param>
    public static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
            return;
        }

        json.WriteNull(name);
        if (value is { } special)
        {
            json.WriteString($"{name}Is", double.IsNaN(special) ? "nan" : special > 0 ? "inf" : "-inf");
        }
    }

    /// <summary>Writes an element of an array; <c>null</c> where it is not finite.</summary>
    /// <param name="json">The writer, inside an array.</param>
    /// <param name="value">The number.</param>
    public static void WriteElement(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
