using System.Collections.Immutable;
using Evenkeel.Experiments;

namespace Evenkeel.Tests.Experiments;

public class ExperimentTextTests
{
    [Theory]
    [InlineData("300x4", new[] { 300, 300, 300, 300 })]
    [InlineData("6,3", new[] { 6, 3 })]
    [InlineData("2x2, 5 ,3×1", new[] { 2, 2, 5, 3 })]
    [InlineData("None", new int[0])]
    public void Widths_ReadsWhatPeopleType(string text, int[] widths) => ExperimentText.Widths(text, "--hidden").ShouldBe(widths);

    [Theory]
    [InlineData(new[] { 300, 300, 300, 300 }, "300x4")]
    [InlineData(new[] { 6, 3 }, "6,3")]
    [InlineData(new[] { 6, 6, 3, 6 }, "6x2,3,6")]
    [InlineData(new int[0], "none")]
    public void Widths_WritesWhatPeopleType(int[] widths, string text) => ExperimentText.Widths([.. widths]).ShouldBe(text);

    [Theory]
    [InlineData("0")]
    [InlineData("3x0")]
    [InlineData("")]
    [InlineData("3,,3")]
    [InlineData("3x3x3")]
    [InlineData("-3")]
    [InlineData("1000001")]
    [InlineData("99999999999999999999")]
    [InlineData("3x10001")]
    public void Widths_RefusesWhatIsNoWidth(string text) => Should.Throw<FormatException>(() => ExperimentText.Widths(text, "hidden"))
        .Message.ShouldBe($"hidden needs widths such as 300x4 or 300,200,100, or 'none', but got '{text}'.");

    [Fact]
    public void Widths_RefusesMoreLayersThanAreTrained() =>
        Should.Throw<FormatException>(() => ExperimentText.Widths("3x4000,4", "hidden")).Message.ShouldBe("hidden '3x4000,4' has 4001 layers; at most 4000 are trained.");

    [Fact]
    public void SplitSchemes_LeavesCommasInParenthesesAlone() =>
        ExperimentText.SplitSchemes("uniform(-1, 1), xavier*0.01,orthogonal(gain=1.5)").ShouldBe(["uniform(-1, 1)", "xavier*0.01", "orthogonal(gain=1.5)"]);

    [Fact]
    public void EveryLossIsReadBack()
    {
        ImmutableArray<string> losses = [.. ExperimentText.Losses];

        losses.Select(word => ExperimentText.Loss(ExperimentText.Loss(word))).ShouldBe(losses);
    }

    [Theory]
    [InlineData("full", 0)]
    [InlineData("1", 1)]
    [InlineData("100", 100)]
    public void Batch_IsReadAndWritten(string text, int samples)
    {
        ExperimentText.Batch(text, "--batch").ShouldBe(samples);
        ExperimentText.Batch(samples).ShouldBe(text);
    }
}
