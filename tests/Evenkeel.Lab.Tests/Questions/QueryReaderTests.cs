using Evenkeel.Lab.Questions;

namespace Evenkeel.Lab.Tests.Questions;

public class QueryReaderTests
{
    [Theory]
    [InlineData("alpha=2.5", 2.5, null, "alpha=2.5")]
    [InlineData("alpha=1.5", 1.5, null, "")]
    [InlineData("", 1.5, null, "")]
    [InlineData("alpha=9", 3, "alpha is '9', but must be a number from -3 to 3; 3 is taken.", "alpha=3")]
    [InlineData("alpha=1e999", 3, "alpha is '1e999', but must be a number from -3 to 3; 3 is taken.", "alpha=3")]
    [InlineData("alpha=abc", 1.5, "alpha is 'abc', but must be a number from -3 to 3; 1.5 is taken.", "")]
    [InlineData("alpha=NaN", 1.5, "alpha is 'NaN', but must be a number from -3 to 3; 1.5 is taken.", "")]
    [InlineData("alpha=%ZZ&view=map", 1.5, "alpha is '%ZZ', but must be a number from -3 to 3; 1.5 is taken.", "view=map")]
    public void Number_TakesTheNearestUsable(string query, double taken, string? problem, string canonical)
    {
        QueryReader reader = new(query);

        reader.Number("alpha", 1.5, -3, 3).ShouldBe(taken);
        reader.Problems.ShouldBe(problem is null ? [] : [problem]);
        reader.Canonical.ShouldBe(canonical);
    }

    [Theory]
    [InlineData("layers=12", 12, null)]
    [InlineData("layers=12.4", 12, "layers is '12.4', but must be a whole number from 2 to 200; 12 is taken.")]
    [InlineData("layers=1e9", 200, "layers is '1e9', but must be a whole number from 2 to 200; 200 is taken.")]
    [InlineData("layers=-1", 2, "layers is '-1', but must be a whole number from 2 to 200; 2 is taken.")]
    public void Whole_TakesTheNearestUsable(string query, long taken, string? problem)
    {
        QueryReader reader = new(query);

        reader.Whole("layers", 10, 2, 200).ShouldBe(taken);
        reader.Problems.ShouldBe(problem is null ? [] : [problem]);
    }

    [Fact]
    public void Seed_HoldsAll64Bits() => new QueryReader("seed=-9223372036854775808").Seed().ShouldBe(long.MinValue);

    [Fact]
    public void Choice_SuggestsTheNearestWord()
    {
        QueryReader reader = new("broken=maen");

        reader.Choice("broken", "none", ["none", "mean", "bias"]).ShouldBe("mean");
        reader.Problems.ShouldBe(["broken is 'maen', but must be one of none, mean, bias; mean is taken."]);
    }

    [Theory]
    [InlineData("x*sigmoid(1.702*x)+1", "x*sigmoid(1.702*x)+1")]
    [InlineData("x+%2B+1", "x+1")]
    [InlineData("TANH", "tanh")]
    public void Activation_ReadsAPlusAsTypedAndAsAFormWritesIt(string raw, string name)
    {
        QueryReader reader = new($"activation={raw}");

        reader.Activation("relu").Name.ShouldBe(name);
        reader.Problems.ShouldBeEmpty();
        new QueryReader(reader.Canonical).Activation("relu").Name.ShouldBe(name);
    }

    [Fact]
    public void Activation_SaysWhereAFormulaIsWrong()
    {
        QueryReader reader = new("activation=x*(");

        reader.Activation("tanh").Name.ShouldBe("tanh");
        reader.Problems.ShouldHaveSingleItem().ShouldEndWith("tanh is taken.");
    }

    [Fact]
    public void Rest_IsWhatNobodyRead()
    {
        QueryReader reader = new("?view=map&alpha=2&data=circle&alpha=1#top");

        reader.Number("alpha", 1.5, -3, 3).ShouldBe(2);
        reader.Rest.ShouldBe("view=map&data=circle");
        reader.Canonical.ShouldBe("alpha=2&view=map&data=circle");
    }
}
