using System.Text;
using Evenkeel.Data;
using Evenkeel.Interchange;

namespace Evenkeel.Interchange.Tests;

public class CsvDataTests
{
    private static readonly DataOptions Whole = new() { TestFraction = 0 };

    [Fact]
    public void Load_ReadsNumbersWordsAndQuotes()
    {
        (DataSplit split, CsvSchema schema) = Load("width,colour,kind\n1.5,red,b\n-2e1,\"light, blue\",a\n 3 ,red,b\n", Whole);

        (float[] inputs, float[] labels) = Read(split.Train);
        split.Train.Name.ShouldBe("table");
        split.Train.Classes.ShouldBe(["a", "b"]);
        schema.Columns[1].Categories.ShouldBe(["light, blue", "red"]);
        inputs.ShouldBe([1.5f, 0, 1, -20, 1, 0, 3, 0, 1]);
        labels.ShouldBe([1, 0, 1]);
    }

    [Fact]
    public void Load_TakesTheFirstRowForNumbersWhereItHoldsNothingElse()
    {
        (DataSplit split, CsvSchema schema) = Load("1,2,0\n3,4,1\n", Whole);

        schema.HasHeader.ShouldBeFalse();
        schema.Label.ShouldBe("3");
        Read(split.Train).Inputs.ShouldBe([1, 2, 3, 4]);
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("1")]
    public void Load_TakesTheLabelByNameOrNumber(string label)
    {
        (DataSplit split, CsvSchema schema) = Load("kind,x\nb,1\na,2\n", Whole with { Label = label });

        schema.LabelIndex.ShouldBe(0);
        Read(split.Train).Labels.ShouldBe([1, 0]);
    }

    [Fact]
    public void Load_OrdersWholeNumbersByValue()
    {
        (DataSplit split, _) = Load("x,y\n0,10\n0,9\n0,2.0\n0,10\n", Whole);

        split.Train.Classes.ShouldBe(["2", "9", "10"]);
        Read(split.Train).Labels.ShouldBe([2, 1, 0, 2]);
    }

    [Fact]
    public void Load_OrdersOtherLabelsAsText() => Load("x,y\n0,10\n0,9\n0,b\n0,B\n", Whole).Split.Train.Classes.ShouldBe(["10", "9", "B", "b"]);

    [Fact]
    public void Load_GivesNumbersToPredictWhenAsked()
    {
        (DataSplit split, _) = Load("x,y\n0,1.5\n0,-2\n", Whole with { Regression = true });

        split.Train.Classes.ShouldBeEmpty();
        Read(split.Train).Labels.ShouldBe([1.5f, -2]);
    }

    [Fact]
    public void Load_SplitsInAnOrderDrawnFromTheSeed()
    {
        string text = "x,y\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i % 2}\n"));

        DataSplit split = Load(text, new() { TestFraction = 0.3, Seed = 1 }).Split;
        DataSplit other = Load(text, new() { TestFraction = 0.3, Seed = 2 }).Split;

        split.Note.ShouldBe("Of the 50 rows, in an order drawn from the seed, 35 are learned from and 15 judge.");
        Read(split.Train).Inputs.Concat(Read(split.Test).Inputs).Order().ShouldBe(Enumerable.Range(0, 50).Select(i => (float)i));
        Read(split.Test).Inputs.ShouldNotBe(Read(other.Test).Inputs);
    }

    [Fact]
    public void Load_StandardisesByTheRowsThatAreLearnedFrom()
    {
        string text = "x,c,y\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i * i},7,{i % 2}\n"));

        (DataSplit split, CsvSchema schema) = Load(text, new() { TestFraction = 0.3, Standardise = true });

        double[] learned = [.. Read(split.Train).Inputs.Where((_, i) => i % 2 == 0).Select(x => (double)x)];
        learned.Average().ShouldBe(0, 1e-6);
        learned.Average(x => x * x).ShouldBe(1, 1e-6);
        Read(split.Test).Inputs.Where((_, i) => i % 2 == 0).Average(x => Math.Abs((double)x)).ShouldBeGreaterThan(0.01);
        (schema.Columns[1].Mean, schema.Columns[1].StandardDeviation).ShouldBe((7, 1));
    }

    [Theory]
    [InlineData("x,y\n1,a\n2\n", "table.csv, line 3: the row has 1 cells, but the first row has 2.")]
    [InlineData("x,y\n1,a\n,b\n", "table.csv, line 3, column 'x': the cell is empty; fill it in or leave the row out.")]
    [InlineData("x,y\n1,a\nNaN,b\n", "table.csv, line 3, column 'x': 'NaN' is not a finite number.")]
    [InlineData("x,y\n1,a\n1e39,b\n", "table.csv, line 3, column 'x': '1e39' is not a finite number.")]
    [InlineData("x,y\n1,a\n2,b\n1o,b\n", "table.csv, line 4, column 'x': '1o' is not a finite number.")]
    [InlineData("x,y\nred,a\nnan,b\n", "table.csv, line 3, column 'x': 'nan' is no word; fill it in or leave the row out.")]
    [InlineData("x,x\n1,a\n2,b\n", "table.csv has two columns named 'x'; names must differ.")]
    [InlineData("x,y\n", "table.csv names 2 columns but holds no rows.")]
    [InlineData("", "table.csv holds no rows.")]
    [InlineData("y\na\nb\n", "table.csv has 1 column; a label and at least one input are needed.")]
    [InlineData("x,y\n1,0.5\n2,0.7\n", "table.csv, line 2, column 'y': '0.5' is no name of a class; if the label is a number to predict, ask for regression.")]
    [InlineData("x,y\n1,a\n2,a\n", "table.csv: the label column 'y' holds 1 different values; 2 to 10000 classes are possible. Name another column as the label, or ask for regression.")]
    [InlineData("x,y\n1,\"a\n2,b\n", "is not readable; a quote is open, or stands where it may not.")]
    public void Load_RefusesWhatIsNoTable(string text, string message) =>
        Should.Throw<DataSourceException>(() => Load(text, Whole)).Message.ShouldContain(message);

    [Fact]
    public void Load_SaysWhichColumnsThereAre() => Should.Throw<DataSourceException>(() => Load("width,kind\n1,a\n2,b\n", Whole with { Label = "knid" })).Message
        .ShouldBe("table.csv has no column 'knid'. Did you mean 'kind'? Its columns are 'width', 'kind'; a number from 1 to 2 names one as well.");

    [Fact]
    public void Load_RefusesATestShareOfOne() => Should.Throw<DataSourceException>(() => Load("x,y\n1,a\n2,b\n", new() { TestFraction = 1 })).Message
        .ShouldBe("A test share of 1 was asked for; 0 up to, not including, 1 is possible.");

    [Fact]
    public void ReadInputs_EncodesNewRowsAsTheSchemaSays()
    {
        CsvSchema schema = Load("x,colour,y\n1,red,a\n3,blue,b\n", Whole with { Standardise = true }).Schema;
        CsvSchema kept = CsvSchema.FromJson(schema.ToJson());

        (float[] inputs, int rows) = CsvData.ReadInputs(Utf8("colour,x\nblue,5\n"), "new.csv", kept);

        rows.ShouldBe(1);
        inputs.ShouldBe([3, 1, 0]);
        kept.ToJson().ShouldBe(schema.ToJson());
    }

    [Theory]
    [InlineData("5,6\n")]
    [InlineData("5,1,6\n")]
    public void ReadInputs_TakesRowsWithoutAHeaderWithOrWithoutTheLabel(string text)
    {
        CsvSchema schema = Load("1,0,2\n3,1,4\n", Whole with { Label = "2" }).Schema;

        CsvData.ReadInputs(Utf8(text), "new.csv", schema).Inputs.ShouldBe([5, 6]);
    }

    [Fact]
    public void Load_RefusesWordsThatWouldBecomeTooManyInputs() =>
        Should.Throw<DataSourceException>(() => Load("colour,y\nred,1\nblue,2\ngreen,1\n", Whole with { MostValues = 8 })).Message
            .ShouldBe("table.csv: 3 rows of 3 inputs, since each word of a column becomes one, are 9 values; at most 8 are taken. Leave columns of words out.");

    [Theory]
    [InlineData("colour\nblue\n", "new.csv has the columns 'colour', but no 'x', which the network needs.")]
    [InlineData("x,colour\n1,green\n", "new.csv, line 2, column 'colour': 'green' is none of the words it was learned with: 'blue', 'red'.")]
    public void ReadInputs_RefusesWhatItWasNotLearnedWith(string text, string message)
    {
        CsvSchema schema = Load("x,colour,y\n1,red,a\n3,blue,b\n", Whole).Schema;

        Should.Throw<DataSourceException>(() => CsvData.ReadInputs(Utf8(text), "new.csv", schema)).Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("""{"columns":[],"label":"y","labelIndex":0,"hasHeader":true,"classes":[]}""")]
    public void FromJson_RefusesWhatIsNoSchema(string json) => Should.Throw<DataSourceException>(() => CsvSchema.FromJson(json));

    private static (DataSplit Split, CsvSchema Schema) Load(string text, DataOptions options) => CsvData.Load(Utf8(text), "table.csv", options);

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    private static (float[] Inputs, float[] Labels) Read(IDataSet set)
    {
        float[] inputs = new float[set.Count * set.InputShape.Count];
        float[] labels = new float[set.Count * set.TargetSize];
        set.Read([.. Enumerable.Range(0, set.Count)], inputs, labels);
        return (inputs, labels);
    }
}
