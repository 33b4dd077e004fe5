// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AuditLedger} from "../../src/AuditLedger.sol";
import {InstitutionRegistry} from "../../src/InstitutionRegistry.sol";
import {JobRegistry} from "../../src/JobRegistry.sol";
import {Roles} from "../../src/Roles.sol";
import {Assertions} from "./Assertions.sol";
import {TestProver} from "./TestProver.sol";

/// Three institutions with proof keys, of which the first also audits, and an outsider; jobs and records at will.
abstract contract Consortium is Assertions {
    address internal constant ALICE = address(0xa11ce);
    address internal constant BOB = address(0xb0b);
    address internal constant CAROL = address(0xca401);
    address internal constant MALLORY = address(0xbad);

    uint256 internal constant ALICE_SECRET = 0xa11ce5ec4e7;
    uint256 internal constant BOB_SECRET = 0xb0b5ec4e7;
    uint256 internal constant CAROL_SECRET = 0xca4015ec4e7;
    uint256 internal constant NONCE = 0x10ce0f7e57;

    uint8 internal constant FOUNDER_ROLES = Roles.VALIDATOR | Roles.WORKER;
    bytes32 internal constant SPEC = keccak256("specification");

    InstitutionRegistry internal registry;
    JobRegistry internal jobs;
    AuditLedger internal ledger;

    function setUp() public virtual {
        vm.warp(1_700_000_000);
        vm.roll(1000);
        address[] memory founders = new address[](3);
        uint8[] memory roles = new uint8[](3);
        (founders[0], founders[1], founders[2]) = (ALICE, BOB, CAROL);
        (roles[0], roles[1], roles[2]) = (FOUNDER_ROLES | Roles.AUDITOR, FOUNDER_ROLES, FOUNDER_ROLES);
        registry = InstitutionRegistry(deploy("InstitutionRegistry", abi.encode(founders, roles)));
        jobs = JobRegistry(deploy("JobRegistry", abi.encode(registry)));
        ledger = AuditLedger(deploy("AuditLedger", abi.encode(registry, jobs)));
    }

    /// Registers the first keys of all three institutions.
    function registerKeys() internal {
        registerKey(ALICE, ALICE_SECRET);
        registerKey(BOB, BOB_SECRET);
        registerKey(CAROL, CAROL_SECRET);
    }

    function registerKey(address institution, uint256 secret) internal {
        (uint256 x, uint256 y) = TestProver.publicKey(secret);
        TestProver.Proof memory proof = possession(institution, secret, 1);
        vm.prank(institution);
        registry.register(x, y, proof.challenge, proof.response, keccak256("certificate"));
    }

    function possession(address institution, uint256 secret, uint64 version) internal view returns (TestProver.Proof memory) {
        return TestProver.prove(TestProver.keyTag(address(registry), institution, version), secret, NONCE);
    }

    /// A job of Alice and Bob, both with data, and Carol, without.
    function specification() internal view returns (JobRegistry.JobSpec memory spec) {
        spec.specHash = SPEC;
        spec.parties = new address[](3);
        (spec.parties[0], spec.parties[1], spec.parties[2]) = (ALICE, BOB, CAROL);
        spec.dataHolders = new address[](2);
        (spec.dataHolders[0], spec.dataHolders[1]) = (ALICE, BOB);
        (spec.protocol, spec.clusters, spec.rounds, spec.leakage) = (1, 5, 10, 2);
        spec.rho = 2e12;
        spec.consentDeadline = uint64(block.timestamp + 1 days);
    }

    function proposeJob() internal returns (bytes32) {
        return proposeJob(specification());
    }

    function proposeJob(JobRegistry.JobSpec memory spec) internal returns (bytes32) {
        vm.prank(ALICE);
        return jobs.propose(spec);
    }

    function consentedJob() internal returns (bytes32 jobId) {
        jobId = proposeJob();
        vm.prank(ALICE);
        jobs.consent(jobId, SPEC);
        vm.prank(BOB);
        jobs.consent(jobId, SPEC);
    }

    function runningJob() internal returns (bytes32 jobId) {
        jobId = consentedJob();
        vm.prank(ALICE);
        jobs.start(jobId);
    }

    /// The hash of a test record.
    function hashOf(uint256 number) internal pure returns (bytes32) {
        return keccak256(abi.encode("record", number));
    }

    /// What the next record of a stream has as previous hash.
    function previousOf(bytes32 jobId, address institution) internal view returns (uint64 count, bytes32 previousHash) {
        (count, previousHash) = ledger.head(jobId, institution);
        if (count == 0) previousHash = ledger.streamId(jobId, institution);
    }

    function proveRecord(bytes32 jobId, address institution, uint256 secret, uint64 sequence, bytes32 previousHash, bytes32 hash)
        internal
        view
        returns (TestProver.Proof memory)
    {
        return TestProver.prove(
            TestProver.recordTag(address(ledger), jobId, institution, sequence, previousHash, hash), secret, NONCE + sequence
        );
    }

    /// Appends the next record of a stream.
    function appendNext(bytes32 jobId, address institution, uint256 secret, bytes32 hash) internal {
        (uint64 sequence, bytes32 previousHash) = previousOf(jobId, institution);
        TestProver.Proof memory proof = proveRecord(jobId, institution, secret, sequence, previousHash, hash);
        (, uint256 keyY) = TestProver.publicKey(secret);
        vm.prank(institution);
        ledger.append(jobId, sequence, hash, keyY, proof.challenge, proof.response);
    }

    /// Appends the next records of a stream as one batch.
    function appendBatch(bytes32 jobId, address institution, uint256 secret, bytes32[] memory hashes) internal {
        (uint64 sequence, bytes32 previousHash) = previousOf(jobId, institution);
        TestProver.Proof memory proof = TestProver.prove(
            TestProver.batchTag(address(ledger), jobId, institution, sequence, previousHash, hashes), secret, NONCE + sequence
        );
        (, uint256 keyY) = TestProver.publicKey(secret);
        vm.prank(institution);
        ledger.appendBatch(jobId, sequence, hashes, keyY, proof.challenge, proof.response);
    }
}
