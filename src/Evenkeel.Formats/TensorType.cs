namespace Evenkeel.Formats;

#pragma warning disable CA1720 // These are the names that the types have everywhere.

/// <summary>What one element of a stored tensor is.</summary>
public enum TensorType
{
    /// <summary>A truth value, one byte, 0 or 1.</summary>
    Bool,

    /// <summary>A signed whole number of 8 bits.</summary>
    Int8,

    /// <summary>An unsigned whole number of 8 bits.</summary>
    UInt8,

    /// <summary>A signed whole number of 16 bits.</summary>
    Int16,

    /// <summary>An unsigned whole number of 16 bits.</summary>
    UInt16,

    /// <summary>A signed whole number of 32 bits.</summary>
    Int32,

    /// <summary>An unsigned whole number of 32 bits.</summary>
    UInt32,

    /// <summary>A signed whole number of 64 bits.</summary>
    Int64,

    /// <summary>An unsigned whole number of 64 bits.</summary>
    UInt64,

    /// <summary>IEEE 754 binary16: 5 bits of exponent, 10 of fraction.</summary>
    Float16,

    /// <summary>The upper half of a binary32: 8 bits of exponent, 7 of fraction.</summary>
    BFloat16,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>4 bits of exponent, bias 7, and 3 of fraction; no infinity, NaN where all but the sign are 1; at most 448.</summary>
    Float8E4M3,

    /// <summary>5 bits of exponent, bias 15, and 2 of fraction, with infinities and NaN as in binary16; at most 57344.</summary>
    Float8E5M2,

    /// <summary>A scale: 8 bits of exponent, bias 127, and nothing else; 255 is NaN.</summary>
    Float8E8M0,

    /// <summary>6 bits, 2 of exponent and 3 of fraction; identified, its elements are not read.</summary>
    Float6E2M3,

    /// <summary>6 bits, 3 of exponent and 2 of fraction; identified, its elements are not read.</summary>
    Float6E3M2,

    /// <summary>4 bits, 2 of exponent and 1 of fraction; identified, its elements are not read.</summary>
    Float4E2M1,

    /// <summary>Two binary32, real and imaginary part; identified, its elements are not read.</summary>
    Complex64,
}
