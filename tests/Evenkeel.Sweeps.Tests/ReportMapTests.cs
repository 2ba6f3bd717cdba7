using System.Globalization;
using Evenkeel.Report.Pictures;
using Evenkeel.Sweeps.Reports;

namespace Evenkeel.Sweeps.Tests;

public class ReportMapTests
{
    private static readonly double[] Weights = [1, 1.25, 1.5, 2, 2.5, 3];
    private static readonly int[] Depths = [10, 40, 70, 100];

    /// <summary>6ξ_c of tanh at σb² = 0.05 by Gauss–Hermite integration in double, to the digits given.</summary>
    [Theory]
    [InlineData(1.25, 40.8)]
    [InlineData(1.5, 94.7)]
    [InlineData(2.5, 70.8)]
    [InlineData(3, 54.3)]
    public void Theory_LiesOverTheMapOfDepthAndVariance(double sigmaW2, double reach)
    {
        PictureLine line = Map(Grid()).Lines.ShouldHaveSingleItem();

        (line.Name, line.Style).ShouldBe(("6ξ_c", LineStyle.Theory));
        // Samples are 0.0038 apart in σw² and ξ_c changes by at most 0.9 % over that; the numbers are given to 0.05.
        At(line, sigmaW2).ShouldBe(reach, 0.05 + 0.005 * reach);
    }

    [Fact]
    public void Theory_IsCutAtTheMapsEdge()
    {
        PictureLine line = Map(Grid()).Lines[0];

        // Rows end half a step above 100 layers; 6ξ_c passes that on both sides of σw² = 1.761.
        line.Y.Where(double.IsFinite).Max().ShouldBe(115, 1e-9);
        line.Y.Count(y => y == 115).ShouldBe(2);
        double[] gap = [.. line.X.Zip(line.Y).Where(point => point.Second == 115).Select(point => point.First)];
        gap[0].ShouldBeInRange(1.5, 1.761);
        gap[1].ShouldBeInRange(1.761, 2.5);
        line.Y.Count(double.IsNaN).ShouldBe(1);
    }

    [Fact]
    public void Map_HasItsCellsWhereTheyAre()
    {
        MapPicture map = Map(Grid());

        (map.X.Label, map.Y.Label, map.Value.Label).ShouldBe(("σw²", "hidden layers", "test accuracy"));
        map.Columns.ShouldBe(Weights);
        map.Rows.ShouldBe([10.0, 40, 70, 100]);
        map.Cells[1][2].ShouldBe(Made(1.5, 40), 1e-12);
        map.ColumnNames.IsDefault.ShouldBeTrue();
        map.Summary.ShouldContain("best, 0.99, at hidden 100x10, init mean-field(w2=1, b2=0.05)");
        string[] table = MadeStudy.Csv(writer => PictureCsv.Write(map, writer));
        table[0].ShouldBe("line,style,σw²,hidden layers,test accuracy");
        table[1].ShouldStartWith(",cell,1,10,0.99");
        table.Length.ShouldBe(1 + 24 + map.Lines[0].X.Length);
    }

    [Fact]
    public void Starts_OfSeveralRulesAreWords_AndTheoryStandsOverEach()
    {
        using MadeStudy study = new("""
            { "base": { "data": { "name": "circle" }, "network": { "activation": "tanh" } },
              "axes": [{ "set": "hidden", "values": ["50x10", "50x40", "50x80"] }, { "set": "init", "values": ["zero", "mean-field(2.5, 0.05)", "lsuv"] }], "repeats": 1 }
            """, (_, _) => MadeStudy.Accuracy(0.5));

        MapPicture map = Map(study.Report());

        map.ColumnNames.ShouldBe(["zero", "mean-field(w2=2.5, b2=0.05)", "lsuv"]);
        map.Columns.ShouldBe([0.0, 1, 2]);
        // Of zero weights no signal is left, and a start that looks at data promises no variance.
        PictureLine line = map.Lines.ShouldHaveSingleItem();
        line.X.Zip(line.Y).Where(point => double.IsFinite(point.Second)).Select(point => (point.First, Math.Round(point.Second, 1))).ShouldBe([(0.5, 70.8), (1.5, 70.8)]);
    }

    [Fact]
    public void OtherAxes_GiveAMapEachWhereTheyAreFew()
    {
        using MadeStudy study = new("""
            { "base": { "data": { "name": "circle" }, "schemes": ["xavier"] }, "axes": [{ "set": "activation", "values": ["tanh", "relu", "elu"] }, { "set": "weight-decay", "values": [0, 1, 2, 3] }, { "set": "target", "values": [0.1, 0.2] }], "repeats": 1 }
            """, (at, _) => MadeStudy.Accuracy(double.Parse(at[2], CultureInfo.InvariantCulture)));

        MapPicture[] maps = [.. study.Report().Pictures.OfType<MapPicture>()];

        maps.Select(map => map.Title).ShouldBe(["Test accuracy by activation and weight-decay, target 0.1", "Test accuracy by activation and weight-decay, target 0.2"]);
        maps.Select(map => map.Cells[2][3]).ShouldBe([0.1, 0.2]);
        maps[0].RowNames.ShouldBe(["tanh", "relu", "elu"]);
    }

    /// <summary>Where three of four diverge, the one that is left says little of them all; where one does, it is said.</summary>
    [Theory]
    [InlineData(3, "best, 0.5, at weight-decay 1, lr 1.")]
    [InlineData(1, "best, 0.9 (1 of 4 without a number), at weight-decay 2, lr 2.")]
    public void Best_IsRankedAsCellsAre(int diverged, string best)
    {
        using MadeStudy study = new("""
            { "base": { "data": { "name": "circle" }, "schemes": ["xavier"] }, "axes": [{ "set": "lr", "values": [1, 2, 3] }, { "set": "weight-decay", "values": [1, 2, 3] }], "repeats": 4 }
            """,
            (at, repeat) => at is ["2", "2"] ? MadeStudy.Accuracy(0.9) with { DivergedAt = repeat < diverged ? 4 : null } : MadeStudy.Accuracy(0.5));

        SweepReport report = study.Report();

        Map(report).Summary.ShouldBe($"The mean over the seeds of each cell; {best}");
        report.Ranked[0].At.ShouldBe(diverged == 3 ? ["1", "1"] : ["2", "2"]);
    }

    /// <summary>e^(x²) has no second moment over N(0, q) for q ≥ 1/4.</summary>
    [Fact]
    public void Theory_ThatCannotBeComputedIsSaid()
    {
        using MadeStudy study = new("""
            { "base": { "data": { "name": "circle" }, "network": { "activation": "exp(x^2)" } },
              "axes": [{ "set": "hidden", "values": ["50x10", "50x40", "50x80"] }, { "set": "init", "values": ["mean-field(1, 0.05)", "mean-field(2, 0.05)", "mean-field(3, 0.05)"] }], "repeats": 1 }
            """, (_, _) => MadeStudy.Accuracy(0.5));

        MapPicture map = Map(study.Report());

        map.Lines.ShouldBeEmpty();
        map.Summary.ShouldContain(" Theory's line, 6ξ_c, is left out. The variance map of 'exp(x^2)' cannot be computed.");
    }

    [Fact]
    public void Map_IsTheMeanOverManyCombinations()
    {
        using MadeStudy study = new("""
            { "base": { "data": { "name": "circle" }, "schemes": ["xavier"] }, "axes": [{ "set": "lr", "range": { "from": 1, "to": 9, "step": 1 } }, { "set": "target", "range": { "from": 0.1, "to": 0.8, "step": 0.1 } }, { "set": "weight-decay", "range": { "from": 0, "to": 6, "step": 1 } }], "repeats": 1 }
            """, (at, _) => MadeStudy.Accuracy(0.1 * int.Parse(at[2], CultureInfo.InvariantCulture)));

        MapPicture map = study.Report().Pictures.OfType<MapPicture>().ShouldHaveSingleItem();

        map.Title.ShouldBe("Test accuracy by target and lr, mean over weight-decay");
        map.Cells[3][4].ShouldBe(0.3, 1e-12);
    }

    [Fact]
    public void Pictures_OfALongAxisAreThinned()
    {
        using MadeStudy study = new("""
            { "base": { "data": { "name": "circle" }, "schemes": ["xavier"] }, "axes": [{ "set": "lr", "range": { "from": 1, "to": 700, "step": 1 } }, { "set": "target", "values": [0.1, 0.2, 0.3] }], "repeats": 1 }
            """, (at, _) => MadeStudy.Accuracy(1 / double.Parse(at[0], CultureInfo.InvariantCulture)));

        SweepReport report = study.Report();

        MapPicture map = report.Pictures.OfType<MapPicture>().Single();
        (map.Columns.Length, map.Columns[0], map.Columns[^1]).ShouldBe((120, 1, 700));
        report.Pictures.OfType<DotPicture>().Single().Rows.Length.ShouldBe(60);
        System.Text.Json.JsonElement document = MadeStudy.Json(report);
        document.GetProperty("cells").GetArrayLength().ShouldBe(2000);
        document.GetProperty("cells")[0].GetProperty("at")[0].GetString().ShouldBe("1", "the best comes first where not all are listed");
        document.GetProperty("notes")[0].GetString().ShouldBe("The 2,000 best of 2,100 cells are listed; --csv writes all.");
    }

    private static double Made(double sigmaW2, int depth) => 1 - depth * sigmaW2 / 1000;

    private static SweepReport Grid()
    {
        string starts = string.Join(", ", Weights.Select(weight => string.Create(CultureInfo.InvariantCulture, $"\"mean-field({weight}, 0.05)\""))), depths = string.Join(", ", Depths.Select(depth => $"\"100x{depth}\""));
        using MadeStudy study = new($$"""
            { "base": { "data": { "name": "circle" }, "network": { "activation": "tanh" } }, "axes": [{ "set": "hidden", "values": [{{depths}}] }, { "set": "init", "values": [{{starts}}] }], "repeats": 1 }
            """,
            (at, _) => MadeStudy.Accuracy(Made(double.Parse(at[1].Split('(', ',')[1].Split('=')[^1], CultureInfo.InvariantCulture), int.Parse(at[0][4..], CultureInfo.InvariantCulture))));
        return study.Report();
    }

    private static MapPicture Map(SweepReport report) => report.Pictures.OfType<MapPicture>().ShouldHaveSingleItem();

    private static double At(PictureLine line, double x) => line.Y[Enumerable.Range(0, line.X.Length).Where(i => double.IsFinite(line.Y[i])).MinBy(i => Math.Abs(line.X[i] - x))];
}
