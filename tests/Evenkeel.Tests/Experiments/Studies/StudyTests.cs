using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;

namespace Evenkeel.Tests.Experiments.Studies;

public class StudyTests
{
    private const string Base = """ "base": { "data": { "name": "circle" }, "schemes": ["xavier"] } """;

    public static TheoryData<string> Paths => [.. StudyFields.All.Select(known => known.Path)];

    [Fact]
    public void Trials_CombineEveryPointWithEveryOther_LastAxisFastest_RepeatsOutermost()
    {
        Study study = Study.Parse($$"""
            { // comments and trailing commas are allowed
              {{Base}},
              "axes": [{ "set": "activation", "values": ["relu", "tanh"] }, { "set": "lr", "values": [0.1, 0.2, 0.3] }],
              "repeats": 2,
            }
            """);

        study.Cells.ShouldBe(6);
        study.Trials.Select(trial => (trial.Spec.Network.Activation, trial.Spec.Training.LearningRate, trial.Spec.Seed)).ShouldBe(
        [
            ("relu", 0.1, 0), ("relu", 0.2, 0), ("relu", 0.3, 0), ("tanh", 0.1, 0), ("tanh", 0.2, 0), ("tanh", 0.3, 0),
            ("relu", 0.1, 1), ("relu", 0.2, 1), ("relu", 0.3, 1), ("tanh", 0.1, 1), ("tanh", 0.2, 1), ("tanh", 0.3, 1),
        ]);
        study.Trials.ShouldAllBe(trial => trial.Spec.DataSeed == 0);
        study.PointsOf(4).Select(point => point.Labels[0]).ShouldBe(["tanh", "0.2"]);
    }

    [Fact]
    public void Parse_TakesPathsAndShortWordsAlike()
    {
        Study words = Study.Parse($$"""{ {{Base}}, "axes": [{ "set": "hidden", "values": ["6x2", [4]] }, { "set": "batch", "values": ["full", 10] }, { "set": "loss", "values": ["mse", "hinge"] }] }""");
        Study paths = Study.Parse($$"""{ {{Base}}, "axes": [{ "set": "network.hidden", "values": [[6, 6], "4"] }, { "set": "training.batch", "values": [0, 10] }, { "set": "network.loss", "values": ["MeanSquaredError", "Hinge"] }] }""");

        words.Trials.Select(trial => trial.Key).ShouldBe(paths.Trials.Select(trial => trial.Key));
        words.Axes[0].Points[0].Labels.ShouldBe(["6x2"]);
    }

    [Theory]
    [InlineData("""{ "set": "init", "template": "mean-field({}, 0.05)", "range": { "from": 1, "to": 1.3, "step": 0.1 } }""", "mean-field(w2=1, b2=0.05) mean-field(w2=1.1, b2=0.05) mean-field(w2=1.2, b2=0.05) mean-field(w2=1.3, b2=0.05)", "1 1.1 1.2 1.3")]
    [InlineData("""{ "set": "schemes", "template": "places(hidden=mean-field({}), last=xavier*{})", "values": [2, 0.5] }""", "places(hidden=mean-field(2), last=xavier*2) places(hidden=mean-field(0.5), last=xavier*0.5)", "2 0.5")]
    [InlineData("""{ "set": "hidden", "template": "100x{}", "range": { "from": 10, "to": 30, "step": 10 } }""", "100x10 100x20 100x30", "10 20 30")]
    [InlineData("""{ "set": "hidden", "template": "100x{}", "logRange": { "from": 10, "to": 300, "count": 4 } }""", "100x10 100x31 100x97 100x300", "10 31 97 300")]
    [InlineData("""{ "set": ["hidden"], "template": "{}x3", "values": [[4], [8]] }""", "4x3 8x3", "4 8")]
    [InlineData("""{ "set": "activation", "template": "leaky-relu({})", "values": [0.1, 1e-5] }""", "leaky-relu(0.1) leaky-relu(1E-05)", "0.1 1E-05")]
    [InlineData("""{ "set": "init", "template": "normal({})", "logRange": { "from": 0.001, "to": 0.1, "count": 3 } }""", "normal(0.001) normal(0.01) normal(0.1)", "0.001 0.01 0.1")]
    public void Axes_PutTheirNumbersIntoATemplate(string axis, string points, string numbers)
    {
        Study study = Study.Parse($$"""{ {{Base}}, "axes": [{{axis}}], "repeats": 1 }""");

        string.Join(' ', study.Axes[0].Points.Select(point => point.Labels.ShouldHaveSingleItem())).ShouldBe(points);
        string.Join(' ', study.Axes[0].Points.Select(point => point.Numbers.ShouldHaveSingleItem().ToString("R", System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(numbers);
        study.Trials.Length.ShouldBe(study.Axes[0].Points.Length);
    }

    [Fact]
    public void Template_MakesTheTrialsThatItsTextsMake()
    {
        Study template = Study.Parse($$"""{ {{Base}}, "axes": [{ "set": "init", "template": "normal({})", "values": [0.1, 3] }] }""");
        Study texts = Study.Parse($$"""{ {{Base}}, "axes": [{ "set": "init", "values": ["normal(0.1)", "normal(3)"] }] }""");

        template.Trials.Select(trial => trial.Key).ShouldBe(texts.Trials.Select(trial => trial.Key));
        template.Axes[0].Points.SelectMany(point => point.Json).ShouldBe(texts.Axes[0].Points.SelectMany(point => point.Json));
        texts.Axes[0].Points[0].Numbers.ShouldBe([double.NaN]);
    }

    [Fact]
    public void Template_TakesRandomNumbers()
    {
        Study study = Study.Parse($$"""{ {{Base}}, "axes": [{ "set": "hidden", "template": "{}x2", "random": { "law": "uniform", "from": 1, "to": 3, "count": 60 } }, { "set": "init", "template": "normal({})", "random": { "law": "logUniform", "from": 0.01, "to": 1, "count": 5 } }] }""");

        // Each of three widths is missed by 60 draws once in 10¹⁰; those drawn again are the same point.
        study.Axes[0].Points.Select(point => point.Labels[0]).Order().ShouldBe(["1x2", "2x2", "3x2"]);
        study.Axes[1].Points.ShouldAllBe(point => point.Numbers[0] >= 0.01 && point.Numbers[0] <= 1);
        study.Axes[1].Points.Length.ShouldBe(5);
    }

    [Theory]
    [InlineData("""{ "set": "init", "template": "normal(0.1)", "values": [1] }""", "axes[0]: the template 'normal(0.1)' has no {}, the place of the number.")]
    [InlineData("""{ "set": "lr", "template": "{}", "values": [1] }""", "axes[0] has a template, but training.learningRate takes numbers as they are; leave 'template' out.")]
    [InlineData("""{ "set": ["init", "hidden"], "template": "normal({})", "values": [[1, "4"]] }""", "axes[0] sets 2 fields, but a template makes the text of one; list the 'values', or set one field.")]
    [InlineData("""{ "set": "init", "template": "normal({})", "values": ["0.1"] }""", "axes[0].values[0]: schemes needs a number in the place of {}, but got \"0.1\".")]
    [InlineData("""{ "set": "init", "template": "normal({})", "range": { "from": -1, "to": 1, "step": 1 } }""", "axes[0].range: Scheme 'normal(-1)' has a negative standardDeviation, -1; it must be 0 or more.")]
    [InlineData("""{ "set": "init", "template": 3, "values": [1] }""", "axes[0]: 'template' needs a text, but got 3.")]
    [InlineData("""{ "set": "init", "template": "normal({})" }""", "axes[0] has no points; give it one of values, range, logRange, random.")]
    [InlineData("""{ "set": "bias", "template": "{}", "values": [1] }""", "axes[0].values[0]: network.bias needs true or false, but the template makes '1' of 1.")]
    public void Template_IsRefusedWhereItMakesNothing(string axis, string message) =>
        Should.Throw<FormatException>(() => Study.Parse($$"""{ {{Base}}, "axes": [{{axis}}] }""")).Message.ShouldBe(message);

    [Theory]
    [InlineData("""{ "set": "lr", "range": { "from": 0.1, "to": 0.5, "step": 0.1 } }""", "0.1 0.2 0.3 0.4 0.5")]
    [InlineData("""{ "set": "lr", "range": { "from": 1, "to": 0.7, "step": -0.1 } }""", "1 0.9 0.8 0.7")]
    [InlineData("""{ "set": "seed", "range": { "from": -1, "to": 2.5, "step": 1 } }""", "-1 0 1 2")]
    [InlineData("""{ "set": "lr", "logRange": { "from": 0.001, "to": 10, "count": 5 } }""", "0.001 0.01 0.1 1 10")]
    [InlineData("""{ "set": "steps", "logRange": { "from": 1, "to": 8, "count": 7 } }""", "1 2 3 4 6 8")]
    [InlineData("""{ "set": "train", "values": [null, 50] }""", "null 50")]
    [InlineData("""{ "set": "init", "values": ["glorot-normal", "xavier*0.01"] }""", "glorot-normal xavier*0.01")]
    public void Axes_HaveThePointsThatTheyName(string axis, string points)
    {
        Study study = Study.Parse($$"""{ {{Base}}, "axes": [{{axis}}], "repeats": 1 }""");

        study.Axes[0].Points.Select(point => point.Labels.ShouldHaveSingleItem()).ShouldBe(points.Split(' '));
        study.Trials.Length.ShouldBe(study.Axes[0].Points.Length);
    }

    [Fact]
    public void Axes_MoveFieldsTogether()
    {
        Study study = Study.Parse($$"""{ {{Base}}, "axes": [{ "set": ["network.hidden", "training.learningRate"], "values": [[[8], 0.1], [[8, 8], 0.05]] }], "repeats": 1 }""");

        study.Trials.Select(trial => (trial.Spec.Network.Hidden.Length, trial.Spec.Training.LearningRate)).ShouldBe([(1, 0.1), (2, 0.05)]);
    }

    [Fact]
    public void Axes_DrawAtRandomWithinBounds_TheSameForTheSameSeed()
    {
        double[] Rates(int seed) => [.. Study.Parse($$"""{ {{Base}}, "axes": [{ "set": ["lr", "batch"], "random": { "law": ["logUniform", "uniform"], "from": [0.0001, 1], "to": [1, 4], "count": 400, "seed": {{seed}} } }], "repeats": 1 }""")
            .Trials.Select(trial => trial.Spec.Training.LearningRate)];

        Rates(3).ShouldBe(Rates(3));
        Rates(3).ShouldNotBe(Rates(4));
        Rates(3).ShouldAllBe(rate => rate >= 0.0001 && rate <= 1);

        // A logarithm that is uniform over four decades has a quarter of its draws in each; four standard errors of 400 draws are 0.087.
        (Rates(3).Count(rate => rate < 0.001) / 400.0).ShouldBe(0.25, 0.087);
        int[] batches = [.. Study.Parse($$"""{ {{Base}}, "axes": [{ "set": ["lr", "batch"], "random": { "law": "uniform", "from": [0.1, 1], "to": [1, 4], "count": 400 } }], "repeats": 1 }""").Trials.Select(trial => trial.Spec.Training.Batch)];
        batches.ShouldAllBe(batch => batch >= 1 && batch <= 4);
        (batches.Count(batch => batch == 1) / 400.0).ShouldBe(0.25, 0.087);
    }

    [Fact]
    public void Parse_MakesAnAxisOfSeveralSchemes_UnlessOneSetsThem()
    {
        const string several = """ "base": { "data": { "name": "circle" }, "schemes": ["xavier", "he-normal"] }, "repeats": 1 """;

        Study.Parse($$"""{ {{several}} }""").Trials.Select(trial => trial.Spec.Scheme).ShouldBe(["xavier", "he-normal"]);
        Study.Parse($$"""{ {{several}}, "axes": [{ "set": "init", "values": ["zero"] }] }""").Trials.Select(trial => trial.Spec.Scheme).ShouldBe(["zero"]);
    }

    [Fact]
    public void Key_IsTheHashOfTheCanonicalText()
    {
        StudyTrial trial = Study.Parse($$"""{ {{Base}}, "axes": [{ "set": "hidden", "values": ["6,3"] }], "repeats": 1, "record": { "curves": 5, "readings": ["end", 0] } }""").Trials[0];
        const string canonical = """{"data":{"name":"circle","label":null,"regression":false,"standardize":false,"train":null,"test":null,"testFraction":0.2},"dataSeed":0,"network":{"hidden":[6,3],"activation":"tanh","loss":"CrossEntropy","bias":true,"outputs":0},"training":{"optimizer":"sgd","learningRate":0.1,"schedule":"constant","batch":100,"epochs":10,"steps":null,"weightDecay":0,"clip":null,"shuffle":"Seeded"},"scheme":"xavier","seed":0,"rng":"native","target":0.9,"record":{"curves":5,"readings":[0,-1],"read":[]},"abort":{"reached":false,"hopeless":[]}}""";

        Encoding.UTF8.GetString(trial.Spec.ToJson()).ShouldBe(canonical);
        trial.Key.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))[..32]);
        TrialSpec.FromJson(trial.Spec.ToJson()).ShouldBe(trial.Spec);
    }

    [Theory]
    [InlineData("""{ "axis": [] }""", "The study has an unknown field 'axis'. Did you mean 'axes'?")]
    [InlineData("""{ "axes": [{ "set": "learningrate", "values": [1] }] }""", "axes[0] sets an unknown field 'learningrate'. Did you mean 'training.learningRate'?")]
    [InlineData("""{ "axes": [{ "set": "hiden", "values": [1] }] }""", "axes[0] sets an unknown field 'hiden'. Did you mean 'network.hidden'?")]
    [InlineData("""{ "axes": [{ "set": "repeats", "values": [1] }] }""", "axes[0] sets 'repeats', which no axis can; say \"repeats\" beside \"axes\", or set 'seed'.")]
    [InlineData("""{ "axes": [{ "values": [1] }] }""", "axes[0] lacks the field 'set', which says what it sets.")]
    [InlineData("""{ "axes": [{ "set": "lr" }] }""", "axes[0] has no points; give it one of values, range, logRange, random.")]
    [InlineData("""{ "axes": [{ "set": "lr", "values": [] }] }""", "axes[0] has no points: its values is empty, and so would be the study.")]
    [InlineData("""{ "axes": [{ "set": "lr", "range": { "from": 2, "to": 1, "step": 0.1 } }] }""", "axes[0] has no points: its range is empty, and so would be the study.")]
    [InlineData("""{ "axes": [{ "set": "lr", "values": [1], "range": {} }] }""", "axes[0] has both 'values' and 'range'; leave one out.")]
    [InlineData("""{ "axes": [{ "set": "lr", "values": [0.1] }, { "set": "training.learningRate", "values": [0.2] }] }""", "axes[1] sets training.learningRate, which axes[0] sets already; let one of them go, or let the fields move together in one axis.")]
    [InlineData("""{ "axes": [{ "set": ["lr", "training.learningRate"], "values": [[1, 2]] }] }""", "axes[0] sets training.learningRate twice.")]
    [InlineData("""{ "base": { "training": { "steps": 5 } }, "axes": [{ "set": "epochs", "values": [1, 2] }] }""", "An axis sets training.epochs, but the base sets training.steps, which counts in its place; let one of them go.")]
    [InlineData("""{ "axes": [{ "set": "lr", "values": [0.1, -1] }] }""", "axes[0].values[1]: training.learningRate needs a number above 0, but got -1.")]
    [InlineData("""{ "axes": [{ "set": "lr", "values": [0.1, 1e-1] }] }""", "axes[0].values[1] is there already: 0.1.")]
    [InlineData("""{ "axes": [{ "set": "activation", "values": ["tanhh"] }] }""", "axes[0].values[0]: Unknown activation 'tanhh'. Did you mean 'tanh'?")]
    [InlineData("""{ "axes": [{ "set": ["lr", "batch"], "values": [[0.1]] }] }""", "axes[0].values[0] must be a list of 2, one value for each of training.learningRate, training.batch, but is [0.1].")]
    [InlineData("""{ "axes": [{ "set": "activation", "range": { "from": 1, "to": 2, "step": 1 } }] }""", "axes[0] sets network.activation, which is no number; list its 'values', or give a 'template' with {} in the place of the number.")]
    [InlineData("""{ "axes": [{ "set": "lr", "range": { "from": 1, "to": 2, "stap": 1 } }] }""", "axes[0].range has an unknown field 'stap'. Did you mean 'step'?")]
    [InlineData("""{ "axes": [{ "set": "lr", "range": { "from": 1, "to": 2, "step": 0 } }] }""", "axes[0].range: 'step' is 0, with which no other number is reached.")]
    [InlineData("""{ "axes": [{ "set": "lr", "logRange": { "from": 0, "to": 2, "count": 3 } }] }""", "axes[0].logRange runs from 0 to 2; equal ratios need both above 0.")]
    [InlineData("""{ "axes": [{ "set": "lr", "random": { "law": "normal", "from": 1, "to": 2, "count": 3 } }] }""", "axes[0].random has an unknown law 'normal'. Known: uniform, logUniform.")]
    [InlineData("""{ "base": { "netwrk": {} } }""", "base: The specification has an unknown field 'netwrk'. Did you mean 'network'?")]
    [InlineData("""{ "base": { "schemes": ["xaver"] } }""", "base: Unknown initializer 'xaver'. Did you mean 'xavier'?")]
    [InlineData("""{ "repeats": 0 }""", "The study: 'repeats' needs a whole number from 1 to 100000, but got 0.")]
    [InlineData("""{ "record": { "readings": [0, "last"] } }""", "record: 'readings' needs steps of 0 or more, or \"end\", but got \"last\".")]
    [InlineData("""{ "record": { "read": ["histograms"] } }""", "record: 'read' says what is read, but 'readings' names no step; add for instance \"readings\": [0, \"end\"].")]
    [InlineData("""{ "abort": { "hopeless": [{ "at": 5 }] } }""", "abort.hopeless[0] has no limit; give it lossAbove, lossNotBelow or accuracyBelow.")]
    [InlineData("""{ "abort": { "hopeless": [{ "accuracyBelow": 0.5 }] } }""", "abort.hopeless[0] needs 'at', the step by which the loss or the accuracy must be reached.")]
    [InlineData("""[]""", "The study must be an object, but is [].")]
    [InlineData("""{ "repeats": """, "The study cannot be read: line 1, byte 14 is no JSON.")]
    [InlineData("""{ "axes": [{ "set": "lr", "range": { "from": 0.001, "to": 50, "step": 0.001 } }], "repeats": 100 }""", "The study has 20000000 trials; at most 1000000 are run. Take fewer points, or fewer repeats.")]
    public void Parse_RefusesInOneSentence(string json, string message) =>
        Should.Throw<FormatException>(() => Study.Parse(json)).Message.ShouldBe(message);

    /// <summary>A seed that one cell begins with and another comes to is another trial: the data that is generated follows the cell's.</summary>
    [Fact]
    public void Trials_HaveDifferentKeys()
    {
        Study study = Study.Parse($$"""{ {{Base}}, "axes": [{ "set": "seed", "values": [0, 1] }, { "set": "activation", "values": ["leaky-relu", "leaky-relu(0.02)"] }], "repeats": 2 }""");

        study.Trials.Select(trial => trial.Key).Distinct().Count().ShouldBe(8);
        study.Trials.Select(trial => (trial.Spec.DataSeed, trial.Spec.Seed)).Distinct().ShouldBe([(0, 0), (1, 1), (0, 1), (1, 2)]);
        Should.Throw<FormatException>(() => Study.Parse($$"""{ {{Base}}, "axes": [{ "set": "activation", "values": ["leaky-relu", "leaky-relu(0.01)"] }] }""")).Message.ShouldBe("axes[0].values[1] is there already: leaky-relu.");
    }

    [Fact]
    public void Trials_OfResidualNetworks_SayTheLayersOfABranch_AndThoseOfPlainOnesDoNot()
    {
        Study study = Study.Parse("""{ "base": { "data": { "name": "circle" }, "network": { "hidden": [6, 6, 6], "branch": 2 } }, "axes": [{ "set": ["hidden", "branch", "init"], "values": [["6x3", 2, "fixup"], ["6x4", 3, "branch-scaled"], ["6x3", 0, "xavier"]] }], "repeats": 1 }""");

        string[] networks = [.. study.Trials.Select(trial => JsonElement.Parse(trial.Spec.ToJson()).GetProperty("network").GetRawText())];

        networks[0].ShouldBe("""{"hidden":[6,6,6],"activation":"tanh","loss":"CrossEntropy","bias":true,"outputs":0,"branch":2}""");
        networks[1].ShouldEndWith("""[6,6,6,6],"activation":"tanh","loss":"CrossEntropy","bias":true,"outputs":0,"branch":3}""");
        networks[2].ShouldEndWith("""[6,6,6],"activation":"tanh","loss":"CrossEntropy","bias":true,"outputs":0}""");
        study.Trials.Select(trial => trial.Spec.Scheme).ShouldBe(["fixup-network", "branch-scaled", "xavier"]);
        study.Trials.Select(trial => trial.Key).Distinct().Count().ShouldBe(3);
        foreach (StudyTrial trial in study.Trials) TrialSpec.FromJson(trial.Spec.ToJson()).ShouldBe(trial.Spec);
    }

    [Fact]
    public void Fields_AreTheLeavesOfTheExperiment_ByThePathsOfItsJson()
    {
        List<string> leaves = [];
        Collect(JsonDocument.Parse(ExperimentJson.Write(new ComparisonSpec { Network = new() { Branch = 2 } })).RootElement, "", leaves);

        StudyFields.All.Select(field => field.Path).Append(StudyFields.Repeats).Order().ShouldBe(leaves.Order(), "A field of the experiment that StudyFields lacks can be set by no axis; add a row.");
    }

    [Fact]
    public void Fields_HaveTheWordsOfLinks() =>
        StudyFields.All.Select(field => field.Word).Append("repeats").Order().ShouldBe(ExperimentLink.Keys.Except(["step", "rates"]).Order());

    /// <summary>Set to what it is not, each field changes the one place of the experiment's JSON that its path names.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void Fields_SetWhatTheirPathNames(string path)
    {
        string other = path switch
        {
            "data.name" => "\"moon\"", "data.label" => "\"y\"", "data.regression" or "data.standardize" => "true", "network.bias" => "false", "network.hidden" => "[7]", "network.activation" => "\"relu\"",
            "network.loss" => "\"hinge\"", "training.optimizer" => "\"adam\"", "training.schedule" => "\"cosine\"", "training.shuffle" => "\"none\"", "schemes" => "\"he-normal\"", "rng" => "\"torch\"",
            "data.testFraction" or "target" or "training.learningRate" or "training.weightDecay" or "training.clip" => "0.75", _ => "7",
        };

        ComparisonSpec changed = StudyFields.Find(path, "").Read(JsonElement.Parse(other), "").Apply(new());

        List<string> before = [], after = [];
        Collect(JsonDocument.Parse(ExperimentJson.Write(new())).RootElement, "", before, values: true);
        Collect(JsonDocument.Parse(ExperimentJson.Write(changed)).RootElement, "", after, values: true);
        after.Except(before).ShouldHaveSingleItem().ShouldStartWith($"{path}=");
    }

    private static void Collect(JsonElement element, string path, List<string> leaves, bool values = false)
    {
        foreach (JsonProperty field in element.EnumerateObject())
        {
            string name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (field.Value.ValueKind == JsonValueKind.Object) Collect(field.Value, name, leaves, values);
            else leaves.Add(values ? $"{name}={field.Value.GetRawText()}" : name);
        }
    }
}
