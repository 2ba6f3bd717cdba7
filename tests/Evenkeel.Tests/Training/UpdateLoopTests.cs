using Evenkeel.Tests.Numerics;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

[Collection("kernel width")]
public class UpdateLoopTests
{
    private const int Margin = 20;

    public static TheoryData<int> Widths => [.. WidthScope.All];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Run_GivesTheBitsOfOneWeightAfterTheOther(int lanes)
    {
        using WidthScope scope = new(lanes);
        foreach (string name in Optimizers.All)
        {
            foreach (double decay in (double[])[0, 0.01])
            {
                for (int length = 0; length <= 70; length++)
                {
                    UpdateState whole = new(Margin + length + Margin, length), single = whole.Copy();

                    UpdateRules.Run(name, 7, 0.05, decay, whole, Margin, length);
                    using (new WidthScope(1))
                    {
                        for (int i = 0; i < length; i++) UpdateRules.Run(name, 7, 0.05, decay, single, Margin + i, 1);
                    }

                    string what = $"{name}, decay {decay}, {length} weights, {lanes} lanes";
                    Bits.ShouldBeSame(whole.Weights, single.Weights, $"{what}: weights");
                    Bits.ShouldBeSame(whole.OfGradients, single.OfGradients, $"{what}: memories of gradients");
                    Bits.ShouldBeSame(whole.OfSquares, single.OfSquares, $"{what}: memories of squares");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Run_ChangesEachWeightWithAGradientAndNoOther(int lanes)
    {
        using WidthScope scope = new(lanes);
        foreach (string name in Optimizers.All)
        {
            for (int length = 0; length <= 70; length++)
            {
                UpdateState state = new(Margin + length + Margin, length), before = state.Copy();

                UpdateRules.Run(name, 7, 0.05, 0, state, Margin, length);

                for (int i = 0; i < state.Weights.Length; i++)
                {
                    bool within = i >= Margin && i < Margin + length;
                    (state.Weights[i] != before.Weights[i]).ShouldBe(within, $"{name}, weight {i} of {length}");
                    if (!within) (state.OfGradients[i], state.OfSquares[i]).ShouldBe((before.OfGradients[i], before.OfSquares[i]), $"{name}, memory {i} of {length}");
                }
            }
        }
    }
}
