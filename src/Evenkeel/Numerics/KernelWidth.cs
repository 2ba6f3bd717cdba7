using System.Runtime.Intrinsics;

namespace Evenkeel.Numerics;

/// <summary>How many float32 lanes the kernels use: a matter of speed, never of results.</summary>
/// <remarks>Tests set it to show that; everything else leaves it at the widest that the hardware runs.</remarks>
internal static class KernelWidth
{
    /// <summary>The widest register of this machine, in lanes: 16, 8, 4 or 1.</summary>
    public static int Widest { get; } =
        Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;

    /// <summary>The width in use, in lanes: 16, 8, 4 or 1.</summary>
    public static int Lanes { get; set; } = Widest;
}
