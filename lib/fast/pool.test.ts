process.env.GRADLAB_ENGINE = "tensorflow";
const pools = await import("./pool.ts");
const { testPools } = await import("./pool.fixture.ts");

describe("in the engine", () => testPools(pools));
