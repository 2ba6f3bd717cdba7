namespace Evenkeel.Formats;

/// <summary>What is known of each type of element.</summary>
public static class TensorTypes
{
    /// <summary>Gives the bits of one element.</summary>
    /// <param name="type">The type.</param>
    /// <returns>4, 6, 8, 16, 32 or 64.</returns>
    public static int Bits(this TensorType type) => type switch
    {
        TensorType.Float4E2M1 => 4,
        TensorType.Float6E2M3 or TensorType.Float6E3M2 => 6,
        TensorType.Bool or TensorType.Int8 or TensorType.UInt8 or TensorType.Float8E4M3 or TensorType.Float8E5M2 or TensorType.Float8E8M0 => 8,
        TensorType.Int16 or TensorType.UInt16 or TensorType.Float16 or TensorType.BFloat16 => 16,
        TensorType.Int32 or TensorType.UInt32 or TensorType.Float32 => 32,
        _ => 64,
    };

    /// <summary>Gives the bytes of one element.</summary>
    /// <param name="type">The type.</param>
    /// <returns>1, 2, 4 or 8; 0 for a type whose elements share bytes.</returns>
    public static int Size(this TensorType type) => type.Bits() / 8;

    /// <summary>Gives the short name that people read.</summary>
    /// <param name="type">The type.</param>
    /// <returns>For example <c>f32</c>, <c>bf16</c>, <c>f8_e4m3</c>, <c>u8</c> or <c>bool</c>.</returns>
    public static string Label(this TensorType type) => type switch
    {
        TensorType.Bool => "bool",
        TensorType.BFloat16 => "bf16",
        TensorType.Float8E4M3 => "f8_e4m3",
        TensorType.Float8E5M2 => "f8_e5m2",
        TensorType.Float8E8M0 => "f8_e8m0",
        TensorType.Float6E2M3 => "f6_e2m3",
        TensorType.Float6E3M2 => "f6_e3m2",
        TensorType.Float4E2M1 => "f4",
        TensorType.Complex64 => "c64",
        TensorType.Float16 or TensorType.Float32 or TensorType.Float64 => $"f{type.Bits()}",
        TensorType.UInt8 or TensorType.UInt16 or TensorType.UInt32 or TensorType.UInt64 => $"u{type.Bits()}",
        _ => $"i{type.Bits()}",
    };

    /// <summary>Tells numbers with sign and fraction, which weights are made of, from others.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Whether an element may be any real number, rounded to the type; such a type can be written.</returns>
    public static bool IsFloat(this TensorType type) => type is TensorType.Float16 or TensorType.BFloat16 or TensorType.Float32 or TensorType.Float64
        or TensorType.Float8E4M3 or TensorType.Float8E5M2;

    /// <summary>Tells types whose elements can be read as numbers from those that are only identified.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Whether elements can be read.</returns>
    public static bool IsReadable(this TensorType type) => type < TensorType.Float6E2M3;
}
