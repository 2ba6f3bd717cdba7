using System.Text;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Browser.Tests;

/// <summary>Pages made from what the engine writes, not from a fixture: page and engine must agree on every field.</summary>
[Collection(BrowserTests.Name)]
public sealed class RealComparisonTests(BrowserFixture browser)
{
    public static TheoryData<string, string> Comparisons => new()
    {
        { "a network of two hidden layers", Write(new() { Hidden = [6, 3], Activation = "relu" }, new() { Batch = 0, Epochs = 20 }, Points()) },
        { "a linear model without hidden layers", Write(new(), new() { Batch = 0, Epochs = 20 }, Points()) },
        { "one that diverges", Write(new() { Hidden = [6, 3], Activation = "linear", Loss = LossKind.MeanSquaredError }, new() { Batch = 0, Epochs = 60, LearningRate = 5 }, Points()) },
        { "a regression, which has no accuracy", Write(new() { Hidden = [6], Loss = LossKind.MeanSquaredError }, new() { Batch = 0, Epochs = 20 }, Line()) },
    };

    [Theory]
    [MemberData(nameof(Comparisons))]
    public async Task Page_ShowsWhatTheEngineWrote(string what, string json)
    {
        await using ReportView view = await ReportView.OpenAsync(browser, json);

        string text = await view.Page.Locator("body").InnerTextAsync();

        view.Complaints.ShouldBeEmpty(what);
        text.ShouldContain("xavier", Case.Sensitive, what);
        text.ShouldContain("zero", Case.Sensitive, what);
        text.ShouldNotContain("NaN", Case.Sensitive, what);
        text.ShouldNotContain("undefined", Case.Sensitive, what);
        await Screenshots.TakeAsync(view.Page, $"real {what}".Replace(' ', '-'));
    }

    private static string Write(NetworkSpec network, TrainingSpec training, IDataSet data)
    {
        ComparisonSpec spec = new() { Network = network, Training = training, Schemes = ["zero", "xavier"], Repeats = 2 };
        ComparisonResult result = new Comparison(spec, new(data, data)).Run(threads: 1);
        return Encoding.UTF8.GetString(ComparisonJson.Write(result, "evenkeel compare", "0.0.0", detailed: true).Span);
    }

    private static ArrayDataSet Points() => ToyData.Circle.Generate(40, 1);

    private static ArrayDataSet Line()
    {
        float[] x = [.. Enumerable.Range(0, 20).Select(i => i / 10f - 1)];
        return new("line", new(1), [], x, [.. x.Select(value => 2 * value + 1)]);
    }
}
