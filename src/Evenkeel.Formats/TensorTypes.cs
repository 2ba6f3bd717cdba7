namespace Evenkeel.Formats;

/// <summary>What is known of each type of element.</summary>
public static class TensorTypes
{
    /// <summary>Gives the bytes of one element.</summary>
    /// <param name="type">The type.</param>
    /// <returns>1, 2, 4 or 8.</returns>
    public static int Size(this TensorType type) => type switch
    {
        TensorType.Bool or TensorType.Int8 or TensorType.UInt8 => 1,
        TensorType.Int16 or TensorType.UInt16 or TensorType.Float16 or TensorType.BFloat16 => 2,
        TensorType.Int32 or TensorType.UInt32 or TensorType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Gives the short name that people read.</summary>
    /// <param name="type">The type.</param>
    /// <returns>For example <c>f32</c>, <c>bf16</c>, <c>u8</c> or <c>bool</c>.</returns>
    public static string Label(this TensorType type) => type switch
    {
        TensorType.Bool => "bool",
        TensorType.BFloat16 => "bf16",
        TensorType.Float16 or TensorType.Float32 or TensorType.Float64 => $"f{type.Size() * 8}",
        TensorType.UInt8 or TensorType.UInt16 or TensorType.UInt32 or TensorType.UInt64 => $"u{type.Size() * 8}",
        _ => $"i{type.Size() * 8}",
    };

    /// <summary>Tells numbers with a fraction from whole ones.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Whether an element may have a fraction.</returns>
    public static bool IsFloat(this TensorType type) =>
        type is TensorType.Float16 or TensorType.BFloat16 or TensorType.Float32 or TensorType.Float64;
}
