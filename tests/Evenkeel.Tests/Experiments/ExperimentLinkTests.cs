using System.Collections.Immutable;
using Evenkeel.Calibration;
using Evenkeel.Experiments;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Tests.Experiments;

public class ExperimentLinkTests
{
    private const string Why = "data=circle&hidden=6,3&activation=relu&init=zero,xavier*0.01,xavier,xavier*100&lr=0.1&batch=full";
    private const string Layers = "data=digits&hidden=300x4&activation=tanh&init=xavier&lr=0.1&batch=100";

    [Fact]
    public void Read_TakesEveryKeyByTheCommandLinesWord()
    {
        LinkReading reading = ExperimentLink.Read(
            "?data=points.csv&label=price%20paid&regression=true&standardize=true&test-fraction=0.25&train=12&test=3&hidden=7,5x2&activation=relu&bias=false&outputs=2&init=xavier*0.01,normal(0.5,%20mean=0.1)"
            + "&seed=-3&rng=torch&optimizer=adam&lr=0.003&schedule=warmup(10)%2Bcosine&batch=full&epochs=4&steps=9&weight-decay=0.01&clip=2.5&shuffle=none&repeats=2&target=0.75&step=120&rates=40:0.5",
            "");

        reading.Problems.ShouldBeEmpty();
        reading.Spec.ShouldBe(new()
        {
            Data = new() { Name = "points.csv", Label = "price paid", Regression = true, Standardize = true, Train = 12, Test = 3, TestFraction = 0.25 },
            Network = new() { Hidden = [7, 5, 5], Activation = "relu", Loss = LossKind.MeanSquaredError, Bias = false, Outputs = 2 },
            Training = new() { Optimizer = "adam", LearningRate = 0.003, Schedule = "warmup(10)+cosine", Batch = 0, Epochs = 4, Steps = 9, WeightDecay = 0.01, Clip = 2.5, Shuffle = Shuffle.None },
            Schemes = ["xavier*0.01", Starts.Parse("normal(0.5, mean=0.1)").Name],
            Seed = -3,
            Rng = "torch",
            Repeats = 2,
            Target = 0.75,
        });
        reading.Step.ShouldBe(120);
        reading.Rates.ShouldBe(RateChanges.Parse("40:0.5"));
    }

    [Fact]
    public void Read_WithoutAWordGivesTheDefaults()
    {
        LinkReading reading = ExperimentLink.Read("", Why);

        reading.Spec.ShouldBe(ExperimentDefaults.For("circle"));
        reading.Query.ShouldBe("");
        ExperimentLink.Read("", "").Spec.ShouldBe(new());
    }

    [Fact]
    public void Read_GivesAQueryThatReadsBackWhereAnUnknownKeyBeginsWithAQuestionMark()
    {
        LinkReading reading = ExperimentLink.Read("seed=0&?init=zero", "");

        LinkReading again = ExperimentLink.Read(reading.Query, "");

        again.Spec.ShouldBe(reading.Spec);
        again.Query.ShouldBe(reading.Query);
    }

    [Theory]
    [InlineData("activation=TANH&data=digits&hidden=300,300,300,300&lr=1e-1", Layers, "")]
    [InlineData("view=grid&seed=3&theme=dark&init=he-normal", Layers, "init=he-normal&seed=3&view=grid&theme=dark")]
    [InlineData("init=xavier+*+2,he-normal", Layers, "init=xavier*2,he-normal")]
    [InlineData("lesson=a%20b&x&y=%zz&seed=0", Layers, "lesson=a%20b&x&y=%zz")]
    [InlineData("?seed=1#top", Layers, "seed=1")]
    [InlineData("data=moon", Why, "data=moon")]
    [InlineData("data=moon&hidden=6,3&init=xavier", Why, "data=moon&init=xavier")]
    [InlineData("rates=9:2,3:0.1&step=12", Why, "step=12&rates=3:0.1,9:2")]
    [InlineData("schedule=warmup(10)+cosine", Layers, "schedule=warmup(10)%2Bcosine")]
    [InlineData("activation=x*sigmoid(1.702*x)", Layers, "activation=x*sigmoid(1.702*x)")]
    public void Query_IsTheSameForTheSameExperiment(string query, string defaults, string canonical)
    {
        LinkReading reading = ExperimentLink.Read(query, defaults);

        reading.Problems.ShouldBeEmpty();
        reading.Query.ShouldBe(canonical);
    }

    [Theory]
    [InlineData("data=moon", Why, "moon 6,3 relu full 500")]
    [InlineData("data=digits", Why, "digits 300x4 tanh 100 10")]
    [InlineData("data=mnist", "data=digits&hidden=50&batch=20", "mnist 50 tanh 20 10")]
    [InlineData("data=circle", Layers, "circle 6,3 relu full 500")]
    [InlineData("data=circle&hidden=9&batch=3", Layers, "circle 9 relu 3 500")]
    [InlineData("data=shapeset", Layers, "shapeset 100x5 tanh 10 1")]
    public void Read_LetsTheDefaultsFollowDataOfAnotherKind(string query, string defaults, string expected)
    {
        ComparisonSpec spec = ExperimentLink.Read(query, defaults).Spec;

        $"{spec.Data.Name} {ExperimentText.Widths(spec.Network.Hidden)} {spec.Network.Activation} {ExperimentText.Batch(spec.Training.Batch)} {spec.Training.Epochs}".ShouldBe(expected);
    }

    [Theory]
    [InlineData("epochs=3", "steps=100", 3, null)]
    [InlineData("epochs=3&steps=7", "steps=100", 3, 7)]
    [InlineData("", "steps=100", 10, 100)]
    [InlineData("steps=", "steps=100", 10, null)]
    public void Read_CountsEpochsWhereTheyAreNamed(string query, string defaults, int epochs, int? steps)
    {
        TrainingSpec training = ExperimentLink.Read(query, defaults).Spec.Training;

        (training.Epochs, training.Steps).ShouldBe((epochs, steps));
    }

    [Fact]
    public void Read_TakesAwayWithNothingWhatTheDefaultsGive()
    {
        ComparisonSpec spec = ExperimentLink.Read("clip=&train=&test=&label=", "data=a.csv&clip=1&train=5&test=6&label=x").Spec;

        (spec.Training.Clip, spec.Data.Train, spec.Data.Test, spec.Data.Label).ShouldBe((null, null, null, null));
    }

    [Theory]
    [InlineData("init=hee-normal,xavier", "Unknown initializer 'hee-normal'. Did you mean 'he-normal'? It is left out.", "xavier")]
    [InlineData("init=zero,zero", "The initializer 'zero' is named twice; it runs once.", "zero")]
    [InlineData("init=xavier,,zero", "init needs names of initializers with commas between them, such as xavier,he-normal, but got 'xavier,,zero'.", "xavier,zero")]
    public void Read_KeepsTheInitializersThatAreKnown(string query, string problem, string left)
    {
        LinkReading reading = ExperimentLink.Read(query, Why);

        reading.Problems.ShouldBe([problem]);
        reading.Spec.Schemes.ShouldBe(left.Split(','));
    }

    [Theory]
    [InlineData("init=nobody", "init names nothing that can be used; zero,xavier*0.01,xavier,xavier*100 is taken.")]
    [InlineData("lr=fast", "lr needs a number above 0, but got 'fast'; 0.1 is taken.")]
    [InlineData("lr=NaN", "lr needs a number above 0, but got 'NaN'; 0.1 is taken.")]
    [InlineData("lr=1e999", "lr needs a number above 0, but got '1e999'; 0.1 is taken.")]
    [InlineData("lr=-1", "lr needs a number above 0, but got '-1'; 0.1 is taken.")]
    [InlineData("lr=1,5", "lr needs a number above 0, but got '1,5'; 0.1 is taken.")]
    [InlineData("target=90", "target needs a number above 0 and at most 1, but got '90'; 0.9 is taken.")]
    [InlineData("clip=0", "clip needs a number above 0, but got '0'; 0 is taken.")]
    [InlineData("activation=tahn", "Unknown activation 'tahn'. Did you mean 'tanh'? relu is taken instead.")]
    [InlineData("optimizer=adm", "Unknown optimizer 'adm'. Did you mean 'adam'? sgd is taken instead.")]
    [InlineData("loss=mes", "Unknown loss 'mes'. Did you mean 'mse'? cross-entropy is taken instead.")]
    [InlineData("rng=torhc", "Unknown generator 'torhc'. Did you mean 'torch'? native is taken instead.")]
    [InlineData("schedule=stpe(3,1)", "Unknown schedule 'stpe'. Did you mean 'step'? constant is taken instead.")]
    [InlineData("shuffle=sorted", "shuffle is 'seeded' or 'none', but got 'sorted'. seeded is taken instead.")]
    [InlineData("batch=all", "batch needs a whole number of 1 or more, or 'full', but got 'all'. full is taken instead.")]
    [InlineData("hidden=3x", "hidden needs widths such as 300x4 or 300,200,100, or 'none', but got '3x'; 6,3 is taken.")]
    [InlineData("seed=1.5", "seed needs a whole number of at most 64 bits, but got '1.5'; 0 is taken.")]
    [InlineData("bias=no", "bias is 'true' or 'false', but got 'no'; true is taken.")]
    [InlineData("data=", "data needs the name of a data set, but got ''. circle is taken instead.")]
    [InlineData("activation=%zz", "activation is written '%zz', which holds an escape that stands for no character; 'relu' is taken.")]
    [InlineData("activation=%ff", "activation is written '%ff', which holds an escape that stands for no character; 'relu' is taken.")]
    [InlineData("lr=0.1&lr=2", "lr is given twice; the first, '0.1', is taken.")]
    [InlineData("hiden=4", "Nothing is called 'hiden'. Did you mean 'hidden'?")]
    [InlineData("rates=x", "rates: A change of the learning rate is a step and a rate above 0, such as 40:0.5, but got 'x'. It is left out.")]
    public void Read_SaysWhatIsWrongAndTakesTheDefault(string query, string problem)
    {
        LinkReading reading = ExperimentLink.Read(query, Why);

        reading.Problems[^1].ShouldBe(problem);
        reading.Spec.ShouldBe(ExperimentDefaults.For("circle"));
    }

    [Fact]
    public void Read_TakesAsManyChangesOfTheRateAsASessionDoes()
    {
        LinkReading reading = ExperimentLink.Read("rates=" + string.Join(',', Enumerable.Range(0, 130).Select(step => $"{step}:0.5")), Why);

        reading.Problems.ShouldBe(["rates has more than 100 changes of the learning rate, which is the most that a link holds; the first 100 are taken."]);
        reading.Rates.All.Length.ShouldBe(100);
    }

    [Theory]
    [InlineData("epochs=-4", "epochs needs a whole number of 0 or more, but got '-4'; 0 is taken.", "epochs=0")]
    [InlineData("steps=99999999999999999999", "steps needs a whole number from 0 to 5000, but got '99999999999999999999'; 5000 is taken.", "steps=5000")]
    [InlineData("step=5001", "step needs a whole number from 0 to 5000, but got '5001'; 5000 is taken.", "step=5000")]
    [InlineData("batch=0", "batch needs a whole number from 1 to 256, but got '0'; 1 is taken.", "batch=1")]
    [InlineData("batch=1000", "batch needs a whole number from 1 to 256, but got '1000'; 256 is taken.", "batch=256")]
    [InlineData("repeats=0", "repeats needs a whole number from 1 to 100000, but got '0'; 1 is taken.", "repeats=1")]
    [InlineData("hidden=9x2000", "hidden '9x2000' has 2000 layers; at most 30 are trained here, and the first 30 are taken.", "hidden=9x30")]
    [InlineData("hidden=5000,4", "hidden '5000,4' asks for a layer of 5000 units; at most 1000 are trained here, and 1000 are taken.", "hidden=1000,4")]
    [InlineData("init=zero,xavier,normal", "init names 3 initializers; at most 2 run side by side here, and normal is left out.", "init=zero,xavier")]
    [InlineData("hidden=4x3&branch=2", null, "hidden=4x3&branch=2")]
    [InlineData("hidden=4x4&branch=2", "but got 4 hidden layers; take 3 or 5. A plain stack is taken instead.", "hidden=4x4")]
    [InlineData("branch=1", "but got layers of 6 and 3 units; take one width for all. A plain stack is taken instead.", "")]
    [InlineData("branch=-1", "branch needs a whole number from 0 to 4000, but got '-1'; 0 is taken.", "")]
    [InlineData("rng=numpy&seed=-1", "The seed 0 is taken instead.", "rng=numpy")]
    [InlineData("data=secret.csv&seed=4", "There is no 'secret.csv' here. circle is taken instead.", "seed=4")]
    public void Read_TakesTheNearestWithinTheLimits(string query, string? problem, string canonical)
    {
        LinkLimits limits = new() { Steps = 5000, Batch = 256, Layers = 30, Units = 1000, Runs = 2, DataRefusal = name => name == "secret.csv" ? $"There is no '{name}' here." : null };

        LinkReading reading = ExperimentLink.Read(query, "data=circle&hidden=6,3&activation=relu&init=zero&batch=full", limits);

        if (problem is null) reading.Problems.ShouldBeEmpty();
        else reading.Problems.ShouldHaveSingleItem().ShouldEndWith(problem);
        reading.Query.ShouldBe(canonical);
    }

    [Fact]
    public void Read_SaysWhenALinkIsTooLongAndReadsItsBeginning()
    {
        LinkReading reading = ExperimentLink.Read("seed=7&x=" + new string('y', 4500) + "&lr=3", Layers);

        reading.Problems.ShouldBe(["The link holds 4514 characters, of which at most 4000 are read; what stands after them is left out."]);
        reading.Query.ShouldBe("seed=7");
    }

    [Fact]
    public void Read_TellsOfManyProblemsInFewSentences()
    {
        LinkReading reading = ExperimentLink.Read("init=" + string.Join(',', Enumerable.Range(0, 300).Select(i => $"nobody{i}")), Why);

        reading.Problems.Length.ShouldBe(20);
        reading.Problems[^1].ShouldBe("282 more parts of the link cannot be used.");
    }

    [Fact]
    public void Read_TellsOfAProblemOnOneLineThatIsNotLong()
    {
        LinkReading reading = ExperimentLink.Read("lr=" + string.Concat(Enumerable.Repeat("%0A%E2%80%AE", 200)), Why);

        string problem = reading.Problems.ShouldHaveSingleItem();
        problem.Length.ShouldBeLessThan(200);
        problem.ShouldNotContain(letter => char.IsControl(letter) || letter == '\u202e');
    }

    [Fact]
    public void Write_LeavesOutWhatTheDefaultsSay() =>
        ExperimentLink.Write(ExperimentDefaults.For("circle") with { Seed = 3 }, 12, RateChanges.Parse("4:2"), Why).ShouldBe("seed=3&step=12&rates=4:2");

    [Fact]
    public void Write_GivesWhatReadGivesBack()
    {
        LinkSamples samples = new(1);
        for (int i = 0; i < 3000; i++)
        {
            (ComparisonSpec spec, int step, RateChanges rates, string defaults) = (samples.Spec(), samples.Step(), samples.Rates(), samples.Defaults());

            string query = ExperimentLink.Write(spec, step, rates, defaults);
            LinkReading reading = ExperimentLink.Read(query, defaults);

            reading.Problems.ShouldBeEmpty(query);
            reading.Spec.ShouldBe(spec, query);
            (reading.Step, reading.Rates, reading.Query).ShouldBe((step, rates, query));
        }
    }

    [Fact]
    public void Write_NeedsOnlyLettersThatAnAddressMayHold()
    {
        LinkSamples samples = new(2);
        for (int i = 0; i < 500; i++)
        {
            string query = ExperimentLink.Write(samples.Spec(), 0, RateChanges.None, "");

            Uri.TryCreate($"http://127.0.0.1:5000/why?{query}", UriKind.Absolute, out Uri? address).ShouldBeTrue(query);
            address!.Query.ShouldBe($"?{query}".Length > 1 ? $"?{query}" : "", "no part is escaped a second time");
        }
    }
}
