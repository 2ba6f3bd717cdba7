using Evenkeel.Graphs;
using Evenkeel.Tests.Numerics;

namespace Evenkeel.Tests.Graphs;

/// <summary>Fusing changes no bit at any width of the kernels, and no width changes one.</summary>
[Collection("kernel width")]
public class FusionAtEveryWidthTests
{
    public static TheoryData<string, int, int[]> Nets => new()
    {
        { "tanh", 14, [33, 67, 29, 1] },
        { "gelu", 5, [150, 131, 300, 3] },
        { "relu", 50, [401, 99, 10] },
        { "tanh", 200, [700, 230, 3] },
        { "relu", 13, [21, 4200, 2] },
    };

    [Theory]
    [MemberData(nameof(Nets))]
    public void Training_GivesTheBitsOfSeparateOperationsInScalarCode(string activation, int batch, int[] widths)
    {
        FusionNet net = FusionNet.Stack(activation, batch, widths);
        PlanOptions separate = new() { BatchSize = 1, Fuse = false, Retain = [.. net.Computed] };
        using WidthScope scalar = new(1);
        FusionTrace expected = net.Train(separate, "momentum");

        foreach (int lanes in WidthScope.All)
        {
            using WidthScope scope = new(lanes);
            net.Train(separate, "momentum").ShouldHaveTheBitsOf(expected, $"{lanes} lanes");
            net.Train(separate with { Fuse = true, KeepParameterGradients = false, Retain = [] }, "momentum").ShouldHaveTheBitsOf(expected, $"{lanes} lanes, fused");
        }
    }
}
