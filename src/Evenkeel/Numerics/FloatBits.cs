namespace Evenkeel.Numerics;

/// <summary>Bit patterns of float32 that the lanes share.</summary>
internal static class FloatBits
{
    /// <summary>The bits of √½: subtracting them puts the split between two exponents at √½ and √2.</summary>
    public const int SqrtHalf = 0x3F3504F3;

    public const int MantissaMask = 0x007FFFFF;
}
