using System.Collections.Immutable;

namespace Evenkeel.Formats.Onnx;

/// <summary>The value of a node's attribute: one of its properties is set, unless it is a tensor or a graph.</summary>
public sealed record OnnxValue
{
    /// <summary>A whole number; null where the value is something else.</summary>
    public long? Whole { get; init; }

    /// <summary>A float32 number; null where the value is something else.</summary>
    public double? Number { get; init; }

    /// <summary>A text, bytes read as UTF-8; null where the value is something else.</summary>
    public string? Text { get; init; }

    /// <summary>Whole numbers; empty where the value is something else.</summary>
    public ImmutableArray<long> Wholes { get; init; } = [];

    /// <summary>Float32 numbers; empty where the value is something else.</summary>
    public ImmutableArray<double> Numbers { get; init; } = [];

    /// <summary>Texts; empty where the value is something else.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Makes a whole number.</summary>
    /// <param name="whole">The number.</param>
    /// <returns>The value.</returns>
    public static OnnxValue Of(long whole) => new() { Whole = whole };

    /// <summary>Makes a number.</summary>
    /// <param name="number">The number, rounded to float32 when it is written.</param>
    /// <returns>The value.</returns>
    public static OnnxValue Of(double number) => new() { Number = number };

    /// <summary>Makes a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value.</returns>
    public static OnnxValue Of(string text) => new() { Text = text };

    /// <summary>Makes whole numbers.</summary>
    /// <param name="wholes">The numbers.</param>
    /// <returns>The value.</returns>
    public static OnnxValue Of(ImmutableArray<long> wholes) => new() { Wholes = wholes };
}
