using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

/// <summary>Sets the width of the kernels, and gives it back.</summary>
internal readonly struct WidthScope : IDisposable
{
    private readonly int before;

    public WidthScope(int lanes)
    {
        before = KernelWidth.Lanes;
        KernelWidth.Lanes = lanes;
    }

    public static IReadOnlyList<int> All { get; } = [1, 4, 8, 16];

    public void Dispose() => KernelWidth.Lanes = before;
}
