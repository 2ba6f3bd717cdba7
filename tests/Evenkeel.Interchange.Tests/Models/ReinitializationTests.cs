using System.Collections.Immutable;
using System.Text.Json;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Interchange.Models;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Tests.Models;

public sealed class ReinitializationTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("small.safetensors")]
    [InlineData("small.npz")]
    public void SaveAs_DrawsWhatTheLibraryDraws_AndLeavesEveryOtherElement(string name)
    {
        string path = Small(name);

        Reinit(path, new() { Scheme = "he-normal", Seed = 7 }).ShouldBe(["conv.weight", "conv.bias", "fc.weight", "fc.bias"]);

        using TensorFile before = TensorFile.Open(path);
        using TensorFile after = TensorFile.Open(Out(path));
        foreach (TensorInfo tensor in before.Tensors)
        {
            float[] expected = tensor.Name switch
            {
                "conv.weight" => Initializers.HeNormal.Draw(WeightShape.Convolution(3, 8, [3, 3]), ((Seed)7).For("conv.weight")),
                "fc.weight" => Initializers.HeNormal.Draw(WeightShape.Dense(40, 10), ((Seed)7).For("fc.weight")),
                "conv.bias" or "fc.bias" => new float[tensor.Count],
                _ => before.Read(tensor).ToSingles(),
            };
            after.Read(after.Find(tensor.Name)!).ToSingles().ShouldBe(expected, tensor.Name);
        }
    }

    [Fact]
    public void SaveAs_ChangesNoByteBesideTheElements()
    {
        string path = Small("small.safetensors");

        Reinit(path, new() { Scheme = "xavier", Only = ["*.weight"], Except = ["conv.*"] }).ShouldBe(["fc.weight"]);

        (byte[] before, byte[] after) = (File.ReadAllBytes(path), File.ReadAllBytes(Out(path)));
        using TensorFile file = TensorFile.Open(path);
        TensorInfo changed = file.Find("fc.weight")!;
        (int start, int end) = ((int)changed.Offset, (int)(changed.Offset + changed.ByteLength));
        after.Length.ShouldBe(before.Length);
        after[..start].ShouldBe(before[..start]);
        after[end..].ShouldBe(before[end..]);
        after[start..end].Zip(before[start..end]).Count(pair => pair.First != pair.Second).ShouldBeGreaterThan(400);
    }

    [Theory]
    [InlineData(TensorType.Float16)]
    [InlineData(TensorType.BFloat16)]
    [InlineData(TensorType.Float64)]
    public void SaveAs_RoundsToTheTypeThatIsThere(TensorType type)
    {
        string path = Save("typed.safetensors", NamedTensor.FromSingles("fc.weight", [30, 20], new float[600], type));

        Reinit(path, new() { Scheme = "lecun-normal" });

        float[] drawn = Initializers.LeCunNormal.Draw(WeightShape.Dense(20, 30), ((Seed)0).For("fc.weight"));
        using TensorFile after = TensorFile.Open(Out(path));
        TensorInfo tensor = after.Tensors.ShouldHaveSingleItem();
        tensor.Type.ShouldBe(type);
        after.Read(tensor).Bytes.ToArray().ShouldBe(NamedTensor.FromSingles("fc.weight", [30, 20], drawn, type).Bytes.ToArray());
    }

    [Fact]
    public void Seed_IsForkedByName_SoThatOtherTensorsChangeNothing()
    {
        string both = Save("both.safetensors", Ones("a.weight", 5, 4), Ones("b.weight", 5, 4));
        string alone = Save("alone.safetensors", Ones("b.weight", 5, 4));
        Reinit(both, new() { Scheme = "normal", Seed = 3 });
        Reinit(alone, new() { Scheme = "normal", Seed = 3 });

        float[] beside = Values(Out(both), "b.weight");

        beside.ShouldBe(Values(Out(alone), "b.weight"));
        beside.ShouldNotBe(Values(Out(both), "a.weight"));
    }

    [Fact]
    public void Workers_ChangeNoNumber()
    {
        string path = Save("wide.safetensors", NamedTensor.FromSingles("fc.weight", [700, 901], new float[700 * 901]));
        Reinit(path, new() { Scheme = "truncated-normal(0.02)" });
        byte[] one = File.ReadAllBytes(Out(path));

        using Workers workers = new(5);
        Reinit(path, new() { Scheme = "truncated-normal(0.02)", Workers = workers });

        File.ReadAllBytes(Out(path)).ShouldBe(one);
    }

    [Fact]
    public void Scheme_LeavesWhatFollowsFromNoFan_UnlessItsRoleIsNamed()
    {
        string path = Small("small.safetensors");
        using TensorFile file = TensorFile.Open(path);

        Reinitialization plan = Plan(file, new() { Scheme = "he-normal" });
        plan.Untouched.Select(untouched => (untouched.Tensor.Info.Name, untouched.Why)).ShouldBe(
        [
            ("bn.weight", "its role, norm-scale, is not asked for"), ("bn.bias", "its role, norm-shift, is not asked for"), ("bn.running_mean", "its role, running-mean, is not asked for"),
            ("bn.running_var", "its role, running-variance, is not asked for"), ("bn.num_batches_tracked", "whole numbers"), ("embed.weight", "its role, embedding, is not asked for"),
        ]);

        Plan(file, new() { Scheme = "he-normal", Roles = [TensorRole.NormScale, TensorRole.RunningVariance, TensorRole.RunningMean, TensorRole.NormShift] })
            .Tensors.Select(drawn => (drawn.Tensor.Info.Name, drawn.Initializer.Name)).ShouldBe([("bn.weight", "one"), ("bn.bias", "zero"), ("bn.running_mean", "zero"), ("bn.running_var", "one")]);
        Plan(file, new() { Scheme = "zero", Roles = [TensorRole.NormScale] }).Tensors.ShouldHaveSingleItem().Initializer.Name.ShouldBe("zero", "a constant asked for is given");
        Plan(file, new() { Scheme = "normal(0.02)", Roles = [TensorRole.Embedding] }).Tensors.ShouldHaveSingleItem().Tensor.Info.Name.ShouldBe("embed.weight");
        Plan(file, new() { Scheme = "he-normal", Roles = [TensorRole.Convolution] }).Tensors.Select(drawn => drawn.Tensor.Info.Name).ShouldBe(["conv.weight", "conv.bias"], "a bias goes with its layer");
        Plan(file, new() { Scheme = "he-normal", Roles = [TensorRole.Bias] }).Tensors.Select(drawn => drawn.Tensor.Info.Name).ShouldBe(["conv.bias", "fc.bias"]);
    }

    [Fact]
    public void Biases_FollowTheirLayersLaw()
    {
        string path = Small("small.safetensors");

        Reinit(path, new() { Scheme = "torch:default", Only = ["fc.*"] });

        float[] biases = Values(Out(path), "fc.bias");
        // nn.Linear draws its biases from U(±1/√fan-in), here 40.
        biases.Select(bias => Math.Abs(bias)).Max().ShouldBeInRange(0.5f / MathF.Sqrt(40), 1 / MathF.Sqrt(40));
        biases.ShouldBe(Drawn("torch:default", WeightShape.Dense(40, 10), "fc.bias"));
    }

    /// <summary>nn.ConvTranspose2d(64, 32, 4, groups=4) keeps [64, 8, 4, 4]: what a layer would add to 64 or 8 units is as long as 32.</summary>
    [Fact]
    public void GroupedTransposedConvolution_IsDrawnWithItsBias()
    {
        string path = Save("grouped.npz", Ones("7.weight", 64, 8, 4, 4), Ones("7.bias", 32));

        Reinit(path, new() { Scheme = "he-normal" }).ShouldBe(["7.weight", "7.bias"]);

        WeightShape shape = WeightShape.TransposedConvolution(64, 32, [4, 4], groups: 4);
        Values(Out(path), "7.weight").ShouldBe(Initializers.HeNormal.Draw(shape, ((Seed)0).For("7.weight")));
        Values(Out(path), "7.bias").ShouldBe(new float[32]);
    }

    [Fact]
    public void Bias_ThatDoesNotFitItsLayer_StaysAsItIs()
    {
        string path = Save("odd.npz", Ones("7.weight", 64, 8, 4, 4), Ones("7.bias", 30), Ones("fc.weight", 4, 5));
        using TensorFile file = TensorFile.Open(path);

        Reinitialization plan = Plan(file, new() { Scheme = "he-normal" });

        plan.Tensors.Select(drawn => drawn.Tensor.Info.Name).ShouldBe(["7.weight", "fc.weight"]);
        plan.Untouched.ShouldHaveSingleItem().Why.ShouldBe("a bias of 30 elements, which does not fit the 64 units of '7.weight'");
    }

    [Fact]
    public void GruOfKeras_HasTwoBiasesInOneTensor()
    {
        string path = Save("gru.npz", Ones("gru/kernel", 4, 15), Ones("gru/recurrent_kernel", 5, 15), Ones("gru/bias", 2, 15));

        Reinit(path, new() { Scheme = "torch:gru.default" });

        float[] biases = Values(Out(path), "gru/bias");
        biases.Length.ShouldBe(30);
        biases.ShouldAllBe(bias => MathF.Abs(bias) <= 1 / MathF.Sqrt(5));
        biases.Distinct().Count().ShouldBe(30);
    }

    /// <summary>Of few biases many laws could have made them, most of which leave the biases of a layer at 0.</summary>
    [Fact]
    public void Maker_NamesARuleThatDrawsBiases()
    {
        string path = Path.Combine(folder.Path, "torch.safetensors");
        WeightShape shape = WeightShape.Dense(147, 64);
        IInitializer rule = Initializers.Parse("torch:linear.default");
        TensorWriter.Save(path, [NamedTensor.FromSingles("fc.weight", [64, 147], rule.Draw(shape, 3)), NamedTensor.FromSingles("fc.bias", [64], rule.DrawBias(shape, 3))]);
        using TensorFile file = TensorFile.Open(path);

        Reinitialization plan = Plan(file, new() { Mode = ReinitMode.Untrained, Maker = ReinitMaker.Of(path, new()) });

        plan.Tensors.Select(tensor => tensor.Promise.StandardDeviation).ShouldAllBe(deviation => Math.Abs(deviation - 1 / Math.Sqrt(3 * 147)) < 1e-6);
        plan.Tensors.Length.ShouldBe(2);
    }

    [Fact]
    public void Untrained_IsDrawnByWhatMadeIt()
    {
        string path = Small("small.safetensors");
        using TensorFile file = TensorFile.Open(path);

        Reinitialization plan = Plan(file, new() { Mode = ReinitMode.Untrained, Maker = tensor => tensor.Info.Name switch { "fc.weight" => "glorot-uniform", "bn.weight" => "one", _ => null } });

        plan.Tensors.Select(drawn => (drawn.Tensor.Info.Name, drawn.Initializer.Name)).ShouldBe([("bn.weight", "one"), ("fc.weight", "glorot-uniform")]);
        plan.Untouched.Count(untouched => untouched.Why == "does not look untrained").ShouldBe(7);
    }

    [Fact]
    public void Auto_GoesByRole()
    {
        string path = Small("small.safetensors");
        using TensorFile file = TensorFile.Open(path);

        Plan(file, new() { Mode = ReinitMode.Auto }).Tensors.Select(drawn => $"{drawn.Tensor.Info.Name} {drawn.Initializer.Name}").ShouldBe(
            ["conv.weight he-normal", "conv.bias zero", "bn.weight one", "bn.bias zero", "bn.running_mean zero", "bn.running_var one", "embed.weight normal(0.02)", "fc.weight lecun-normal", "fc.bias zero"]);
    }

    [Fact]
    public void Auto_QuietensTheEndsOfResidualBranches()
    {
        string path = Save("gpt.safetensors",
            Ones("h.0.ln_1.weight", 8), Ones("h.0.ln_1.bias", 8), Ones("h.0.attn.c_attn.weight", 8, 24), Ones("h.0.attn.c_proj.weight", 8, 8), Ones("h.0.mlp.c_fc.weight", 8, 32), Ones("h.0.mlp.c_proj.weight", 32, 8));
        using TensorFile file = TensorFile.Open(path);

        ReinitTensor end = Plan(file, new() { Mode = ReinitMode.Auto }).Tensors.Single(drawn => drawn.Tensor.Info.Name == "h.0.mlp.c_proj.weight");

        // Two branches in one block: the variance 1/32 is halved.
        end.Promise.StandardDeviation.ShouldBe(Math.Sqrt(1.0 / 64), 1e-12);
        end.Why.ShouldBe("nothing says which activation follows, and it ends one of 2 residual branches");
    }

    [Fact]
    public void TiedTensors_AreDrawnOnce_ByTheRoleOfTheFirst()
    {
        string path = Save("tied.safetensors", Ones("embed.weight", 12, 6), Ones("mid.weight", 6, 6), Ones("out.weight", 12, 6));
        using TensorFile file = TensorFile.Open(path);
        ImmutableArray<ModelTensor> tied = [.. ModelRoles.Assign(file).Select(tensor => tensor.Info.Name == "mid.weight" ? tensor : tensor with { Info = tensor.Info with { StoredIn = "memory", Offset = 0 } })];

        Tied(new() { Scheme = "xavier" }).ShouldBe("mid.weight; embed.weight: its role, embedding, is not asked for; out.weight: shares memory with 'embed.weight', which stays");
        Tied(new() { Scheme = "normal(0.02)", Roles = [TensorRole.Embedding] }).ShouldBe("embed.weight = out.weight; mid.weight: its role, dense, is not asked for");
        Tied(new() { Scheme = "xavier", Only = ["out.*"] }).ShouldBe("out.weight = embed.weight; mid.weight: not asked for");
        Tied(new() { Mode = ReinitMode.Auto, Except = ["out.*"] }).ShouldBe("mid.weight; embed.weight: shares memory with 'out.weight', which is left out; out.weight: left out by 'out.*'");
        Should.Throw<FormatException>(() => Tied(new() { Scheme = "xavier", Only = ["out.*"], Except = ["embed.*"] })).Message.ShouldBe(
            "--only 'out.*' covers 1 tensor, but none that is drawn anew: 'out.weight' stays, shares memory with 'embed.weight', which is left out.");

        string Tied(ReinitRequest request)
        {
            Reinitialization plan = Reinitialization.Plan(file, tied, request);
            return string.Join("; ", [
                .. plan.Tensors.Select(drawn => string.Join(" = ", [drawn.Tensor.Info.Name, .. drawn.SharedWith])),
                .. plan.Untouched.Select(untouched => $"{untouched.Tensor.Info.Name}: {untouched.Why}")]);
        }
    }

    [Fact]
    public void Memory_ThatIsSeenInTwoShapes_IsRefused()
    {
        string path = Save("views.safetensors", Ones("a.weight", 12, 6), Ones("b.weight", 6, 12));
        using TensorFile file = TensorFile.Open(path);
        ImmutableArray<ModelTensor> views = [.. ModelRoles.Assign(file).Select(tensor => tensor with { Info = tensor.Info with { StoredIn = "memory", Offset = 0 } })];

        Should.Throw<TensorFileException>(() => Reinitialization.Plan(file, views, new() { Scheme = "xavier" })).Message.ShouldBe(
            "views.safetensors: tensors 'a.weight', 12×6, and 'b.weight', 6×12, share memory in different shapes, so that one cannot be drawn without the other; leave both out with --except.");
    }

    [Theory]
    [InlineData("--only 'fcc.*' covers no tensor of small.safetensors.", "he-normal", "fcc.*")]
    [InlineData("--only 'bn.weight' covers 1 tensor, but none that is drawn anew: 'bn.weight' stays, since its role, norm-scale, is not asked for; add --role norm-scale, or say another role with --roles FILE.", "he-normal", "bn.weight")]
    [InlineData("--only 'bn.num*' covers 1 tensor, but none that is drawn anew: 'bn.num_batches_tracked' stays, since it holds i64, and only numbers with a fraction are drawn.", "he-normal", "bn.num*")]
    [InlineData("Unknown initializer 'hee-normal'. Did you mean 'he-normal'?", "hee-normal", "*")]
    [InlineData("Tensor 'fc.weight': ", "delta-orthogonal", "fc.*")]
    public void Plan_Refuses(string message, string scheme, string only)
    {
        string path = Small("small.safetensors");
        using TensorFile file = TensorFile.Open(path);

        Should.Throw<Exception>(() => Plan(file, new() { Scheme = scheme, Only = [only] })).Message.ShouldStartWith(message);
    }

    [Fact]
    public void Plan_RefusesWholeNumbersThatSomeoneCallsWeights()
    {
        string path = Save("q.safetensors", new NamedTensor("fc.weight", TensorType.Int8, [4, 3], new byte[12]));
        using TensorFile file = TensorFile.Open(path);

        Should.Throw<TensorFileException>(() => Reinitialization.Plan(file, ModelRoles.Assign(file, RoleRules.Parse("fc.weight dense", "roles")), new() { Scheme = "xavier" }))
            .Message.ShouldBe("q.safetensors: tensor 'fc.weight' holds i8, and a scheme draws numbers with a fraction; leave it out with --except.");
    }

    [Fact]
    public void Plan_RefusesARoleThatTheFileLacks()
    {
        string path = Small("small.safetensors");
        using TensorFile file = TensorFile.Open(path);

        Should.Throw<FormatException>(() => Plan(file, new() { Scheme = "xavier", Roles = [TensorRole.LoraA] })).Message.ShouldStartWith("small.safetensors has no tensor with the role lora-a; its roles are convolution, bias,");
    }

    [Fact]
    public void Manifest_SaysWhatWasDone()
    {
        string path = Small("small.safetensors");
        using TensorFile file = TensorFile.Open(path);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            ReinitManifest.Write(json, Plan(file, new() { Scheme = "he-normal", Seed = 5 }), "1.2.3", "a", file.Format, "b");
            json.WriteEndObject();
        }

        JsonElement manifest = JsonDocument.Parse(stream.ToArray()).RootElement;

        (manifest.GetProperty("tool").GetString(), manifest.GetProperty("version").GetString(), manifest.GetProperty("scheme").GetString(), manifest.GetProperty("seed").GetInt64()).ShouldBe(("evenkeel", "1.2.3", "he-normal", 5));
        JsonElement tensor = manifest.GetProperty("tensors")[0];
        (tensor.GetProperty("name").GetString(), tensor.GetProperty("role").GetString(), tensor.GetProperty("fanIn").GetInt64(), tensor.GetProperty("fanOut").GetInt64(), tensor.GetProperty("scheme").GetString()).ShouldBe(("conv.weight", "convolution", 27, 72, "he-normal"));
        tensor.GetProperty("standardDeviation").GetDouble().ShouldBe(Math.Sqrt(2.0 / 27), 1e-15);
        tensor.GetProperty("seedKey").GetString().ShouldBe($"0x{((Seed)5).For("conv.weight").Key:x16}");
        tensor.GetProperty("seedFrom").GetString().ShouldBe("seed.For(\"conv.weight\")");
        manifest.GetProperty("tensors")[1].GetProperty("weights").GetString().ShouldBe("conv.weight");
        manifest.GetProperty("untouched").GetArrayLength().ShouldBe(6);
    }

    private static Reinitialization Plan(TensorFile file, ReinitRequest request) => Reinitialization.Plan(file, ModelRoles.Assign(file), request);

    private static string Out(string path) => path + ".out";

    private static string[] Reinit(string path, ReinitRequest request)
    {
        using TensorFile file = TensorFile.Open(path);
        Reinitialization plan = Plan(file, request);
        plan.SaveAs(Out(path));
        return [.. plan.Tensors.Select(drawn => drawn.Tensor.Info.Name)];
    }

    private static float[] Values(string path, string name)
    {
        using TensorFile file = TensorFile.Open(path);
        return file.Read(file.Find(name)!).ToSingles();
    }

    private static float[] Drawn(string scheme, WeightShape weights, string name)
    {
        float[] biases = new float[weights.Outputs];
        Initializers.Parse(scheme).FillBias(biases, weights, Generators.Native(((Seed)0).For(name)));
        return biases;
    }

    private static NamedTensor Ones(string name, params ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long axis in shape)
        {
            count *= axis;
        }

        float[] values = new float[count];
        Array.Fill(values, 1);
        return NamedTensor.FromSingles(name, shape, values);
    }

    private string Small(string name) => Save(
        name, Ones("conv.weight", 8, 3, 3, 3), Ones("conv.bias", 8), Ones("bn.weight", 8), Ones("bn.bias", 8), Ones("bn.running_mean", 8), Ones("bn.running_var", 8),
        new("bn.num_batches_tracked", TensorType.Int64, [], new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }), Ones("embed.weight", 50, 6), Ones("fc.weight", 10, 40), Ones("fc.bias", 10));

    private string Save(string name, params NamedTensor[] tensors)
    {
        string path = Path.Combine(folder.Path, name);
        TensorWriter.Save(path, tensors);
        return path;
    }
}
