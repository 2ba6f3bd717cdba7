using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.MeanField;

namespace Evenkeel.Lab.Questions;

/// <summary>What several answers write the same way.</summary>
internal static class JsonText
{
    public static void Objects<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Numbers in double precision.</summary>
    public static void Series(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            JsonNumbers.WriteElement(json, value);
        }

        json.WriteEndArray();
    }

    /// <summary>Numbers in single precision: half the bytes, and more digits than a picture shows.</summary>
    public static void Drawn(Utf8JsonWriter json, string? name, IEnumerable<double> values)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartArray();
        foreach (double value in values)
        {
            if (float.IsFinite((float)value))
            {
                json.WriteNumberValue((float)value);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    public static void Band(Utf8JsonWriter json, string name, Band band)
    {
        json.WriteStartObject(name);
        Number(json, "predicted", band.Predicted);
        Number(json, "low", band.Low);
        Number(json, "high", band.High);
        json.WriteEndObject();
    }

    /// <summary>A number; null where it is not finite, or does not apply.</summary>
    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
