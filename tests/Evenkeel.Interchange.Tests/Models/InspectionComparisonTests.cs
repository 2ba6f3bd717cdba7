using Evenkeel.Formats;
using Evenkeel.Interchange.Models;

namespace Evenkeel.Interchange.Tests.Models;

public sealed class InspectionComparisonTests : IDisposable
{
    private static readonly float[] Numbers = [.. Enumerable.Range(0, 240).Select(i => MathF.Sin(i) / 3)];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_TellsWhatBecameOfEachTensor()
    {
        ModelComparison comparison = Compare(
            [Single("same", [240], Numbers), Single("moved", [240], Numbers), Single("reshaped", [12, 20], Numbers), Single("gone", [240], Numbers)],
            [Single("same", [240], Numbers), Single("moved", [240], Times(1.5f)), Single("reshaped", [20, 12], Numbers), Single("new", [240], Numbers)]);

        comparison.Tensors.Select(tensor => (tensor.Name, tensor.Kind)).ShouldBe(
        [
            ("same", ModelComparisonKind.Same), ("moved", ModelComparisonKind.Moved), ("reshaped", ModelComparisonKind.Reshaped),
            ("gone", ModelComparisonKind.OnlyFirst), ("new", ModelComparisonKind.OnlySecond),
        ]);
        comparison.Sentence().ShouldBe("1 of 3 tensors did not move; 1 moved, by 0.5 of its norm; 1 has another shape; 1 is only in the first file; 1 is only in the second file");
    }

    [Theory]
    [InlineData(1.5f, 0.5, 1)]
    [InlineData(-1f, 2, -1)]
    [InlineData(0.25f, 0.75, 1)]
    public void Moved_MeasuresDistanceAndCorrelation(float factor, double distance, double correlation)
    {
        ModelComparisonTensor tensor = Compare([Single("w", [240], Numbers)], [Single("w", [240], Times(factor))]).Tensors[0];

        // Powers of two and their sums round nothing; 1.5 rounds to half a unit of 2⁻²⁴.
        tensor.Distance!.Value.ShouldBe(distance, 1e-7);
        tensor.Correlation!.Value.ShouldBe(correlation, 1e-7);
        tensor.Largest!.Value.ShouldBe(distance * Numbers.Max(Math.Abs), 1e-7);
    }

    [Fact]
    public void Rounded_IsWhatAnotherTypeLeaves()
    {
        ModelComparison comparison = Compare(
            [Single("half", [240], Numbers), Single("brain", [240], Numbers), Single("trained", [240], Numbers)],
            [
                NamedTensor.FromSingles("half", [240], Numbers, TensorType.Float16), NamedTensor.FromSingles("brain", [240], Numbers, TensorType.BFloat16),
                NamedTensor.FromSingles("trained", [240], Times(1.01f), TensorType.BFloat16),
            ]);

        comparison.Tensors.Select(tensor => tensor.Kind).ShouldBe([ModelComparisonKind.Rounded, ModelComparisonKind.Rounded, ModelComparisonKind.Moved]);
    }

    [Theory]
    [InlineData(TensorType.Float8E4M3)]
    [InlineData(TensorType.Float8E5M2)]
    public void Rounded_IsWhatEightBitsLeave(TensorType type)
    {
        ModelComparison comparison = Compare([Single("a", [240], Numbers), Single("b", [240], Numbers)], [NamedTensor.FromSingles("a", [240], Numbers, type), NamedTensor.FromSingles("b", [240], Numbers, type)]);

        comparison.Tensors[0].Kind.ShouldBe(ModelComparisonKind.Rounded);
        comparison.Sentence().ShouldBe("all 2 tensors differ by the rounding of their type only");
    }

    [Fact]
    public void Float64_IsComparedAsItIsStored()
    {
        NamedTensor Wide(double value) => new("w", TensorType.Float64, [1], BitConverter.GetBytes(value));

        Compare([Wide(1)], [Wide(1 + 1e-12)]).Tensors[0].Kind.ShouldBe(ModelComparisonKind.Moved);
        Compare([Wide(1)], [Wide(1)]).Tensors[0].Kind.ShouldBe(ModelComparisonKind.Same);
    }

    [Fact]
    public void Sentence_CountsWhatMovedOnce() =>
        Compare([Single("a", [240], Numbers), Single("b", [240], Numbers)], [Single("a", [240], Times(1.5f)), Single("b", [240], Times(2))]).Sentence().ShouldBe("all 2 tensors moved, by 0.5 to 1 of their norm");

    [Fact]
    public void WholeNumbers_AreComparedAsTheyAreStored()
    {
        // float32 does not tell 2²⁴ from 2²⁴ + 1.
        ModelComparison comparison = Compare([Whole("n", 1 << 24)], [Whole("n", (1 << 24) + 1)]);

        comparison.Tensors[0].Kind.ShouldBe(ModelComparisonKind.Moved);
    }

    [Fact]
    public void NotFinite_IsCountedAndLeftOut()
    {
        float[] broken = [.. Numbers];
        broken[3] = float.NaN;
        broken[5] = float.PositiveInfinity;

        ModelComparisonTensor tensor = Compare([Single("w", [240], Numbers)], [Single("w", [240], broken)]).Tensors[0];

        tensor.NotFinite.ShouldBe(2);
        tensor.Distance.ShouldBe(0);
        tensor.Equal!.Value.ShouldBe(238.0 / 240, 1e-12);
        tensor.Kind.ShouldBe(ModelComparisonKind.Moved);
    }

    [Fact]
    public void Zero_ThatMoved_IsInfinitelyFar() =>
        Compare([Single("w", [240], new float[240])], [Single("w", [240], Numbers)]).Tensors[0].Distance.ShouldBe(double.PositiveInfinity);

    private static float[] Times(float factor) => [.. Numbers.Select(value => factor * value)];

    private static NamedTensor Single(string name, long[] shape, float[] values) => NamedTensor.FromSingles(name, shape, values);

    private static NamedTensor Whole(string name, int value) => new(name, TensorType.Int32, [1], BitConverter.GetBytes(value));

    private ModelComparison Compare(NamedTensor[] first, NamedTensor[] second)
    {
        (string one, string other) = (Path.Combine(folder.Path, "one.safetensors"), Path.Combine(folder.Path, "other.safetensors"));
        TensorWriter.Save(one, first);
        TensorWriter.Save(other, second);
        return ModelComparison.Run(one, other, 2, CancellationToken.None);
    }
}
