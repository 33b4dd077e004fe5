// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {JobRegistry} from "../src/JobRegistry.sol";
import {Roles} from "../src/Roles.sol";
import {Consortium} from "./support/Consortium.sol";

contract JobRegistryTest is Consortium {
    bytes32 private constant RESULT = keccak256("result");

    function test_LifeOfAJob() public {
        bytes32 jobId = proposeJob();
        _assertState(jobId, JobRegistry.JobState.Proposed);
        assertTrue(jobs.isParty(jobId, CAROL) && !jobs.isDataHolder(jobId, CAROL), "Carol takes part without data");
        assertTrue(!jobs.isParty(jobId, MALLORY), "Mallory does not");
        assertEq(jobs.partyNumber(jobId, BOB), 2, "number");
        vm.prank(BOB);
        jobs.consent(jobId, SPEC);
        _assertState(jobId, JobRegistry.JobState.Proposed);
        assertTrue(jobs.hasConsented(jobId, BOB) && !jobs.hasConsented(jobId, ALICE), "who consented");
        assertTrue(!jobs.canRecord(jobId, BOB), "no records before all consent");
        vm.prank(ALICE);
        jobs.consent(jobId, SPEC);
        _assertState(jobId, JobRegistry.JobState.Consented);
        assertTrue(jobs.canRecord(jobId, CAROL) && !jobs.canRecord(jobId, MALLORY), "parties record");
        vm.prank(CAROL);
        jobs.start(jobId);
        _assertState(jobId, JobRegistry.JobState.Running);
        vm.warp(block.timestamp + 60);
        vm.prank(ALICE);
        jobs.complete(jobId, RESULT);
        _assertState(jobId, JobRegistry.JobState.Running);
        vm.prank(BOB);
        jobs.complete(jobId, RESULT);
        _assertState(jobId, JobRegistry.JobState.Completed);
        JobRegistry.Job memory job = jobs.job(jobId);
        assertEq(job.resultHash, RESULT, "result");
        assertEq(job.endedAt - job.startedAt, 60, "times");
        assertEq(job.spec.parties[2], CAROL, "parties");
        assertEq(job.proposer, ALICE, "proposer");
        assertTrue(jobs.rounds(jobId) == 10 && jobs.budget(jobId) == 2e12 && jobs.parties(jobId).length == 3, "short views");
        assertTrue(jobs.canRecord(jobId, CAROL), "records stay possible");
    }

    function test_NumberCommitsToContentAndProposal() public {
        JobRegistry.JobSpec memory spec = specification();
        bytes32 first = proposeJob(spec);
        bytes32 second = proposeJob(spec);
        assertTrue(first != second, "each proposal has its own number");
        assertEq(
            first,
            keccak256(abi.encode(block.chainid, address(jobs), ALICE, 0, keccak256(abi.encode(spec)))),
            "as documented"
        );
    }

    function test_CompletionNeedsEqualResults() public {
        bytes32 jobId = runningJob();
        vm.prank(ALICE);
        jobs.complete(jobId, RESULT);
        vm.prank(BOB);
        jobs.complete(jobId, keccak256("other"));
        _assertState(jobId, JobRegistry.JobState.Running);
        assertEq(jobs.reportedResult(jobId, BOB), keccak256("other"), "the dissent is on record");
        vm.prank(BOB);
        jobs.complete(jobId, RESULT);
        _assertState(jobId, JobRegistry.JobState.Completed);
    }

    function test_AbortEndsAnyOpenState() public {
        for (uint256 i = 0; i < 3; ++i) {
            bytes32 jobId = i == 0 ? proposeJob() : i == 1 ? consentedJob() : runningJob();
            vm.prank(CAROL);
            jobs.abort(jobId, "reason");
            _assertState(jobId, JobRegistry.JobState.Aborted);
            assertEq(jobs.job(jobId).abortReason, "reason", "reason");
            assertTrue(jobs.canRecord(jobId, BOB) == (i != 0), "records stay possible if all had consented");
        }
    }

    function test_ProposalRules() public {
        JobRegistry.JobSpec memory spec = specification();
        spec.specHash = 0;
        _assertNotProposed(spec, abi.encodePacked(JobRegistry.ZeroSpecHash.selector));
        spec = specification();
        spec.parties = new address[](0);
        _assertNotProposed(spec, abi.encodeWithSelector(JobRegistry.PartyCount.selector, 0, 16));
        spec.parties = new address[](17);
        _assertNotProposed(spec, abi.encodeWithSelector(JobRegistry.PartyCount.selector, 17, 16));
        spec = specification();
        spec.dataHolders = new address[](0);
        _assertNotProposed(spec, abi.encodeWithSelector(JobRegistry.DataHolderCount.selector, 0, 3));
        spec.dataHolders = new address[](4);
        _assertNotProposed(spec, abi.encodeWithSelector(JobRegistry.DataHolderCount.selector, 4, 3));
        spec = specification();
        spec.consentDeadline = uint64(block.timestamp);
        _assertNotProposed(
            spec,
            abi.encodeWithSelector(JobRegistry.ConsentDeadlineInPast.selector, block.timestamp, block.timestamp)
        );
        spec = specification();
        spec.parties[2] = ALICE;
        _assertNotProposed(spec, abi.encodeWithSelector(JobRegistry.DuplicateParty.selector, ALICE));
        spec = specification();
        spec.dataHolders[1] = ALICE;
        _assertNotProposed(spec, abi.encodeWithSelector(JobRegistry.DuplicateParty.selector, ALICE));
        spec = specification();
        spec.parties[2] = MALLORY;
        _assertNotProposed(spec, abi.encodeWithSelector(JobRegistry.NotWorker.selector, MALLORY));
    }

    function test_ProposerAndDataHoldersAreParties() public {
        JobRegistry.JobSpec memory spec = specification();
        spec.dataHolders[1] = MALLORY;
        bytes32 jobId = keccak256(abi.encode(block.chainid, address(jobs), ALICE, 0, keccak256(abi.encode(spec))));
        _assertNotProposed(spec, abi.encodeWithSelector(JobRegistry.NotParty.selector, jobId, MALLORY));
        spec = specification();
        jobId = keccak256(abi.encode(block.chainid, address(jobs), MALLORY, 0, keccak256(abi.encode(spec))));
        assertRefused(
            MALLORY,
            address(jobs),
            abi.encodeCall(JobRegistry.propose, (spec)),
            abi.encodeWithSelector(JobRegistry.NotParty.selector, jobId, MALLORY)
        );
    }

    function test_ConsentRules() public {
        bytes32 jobId = proposeJob();
        bytes memory input = abi.encodeCall(JobRegistry.consent, (jobId, SPEC));
        assertRefused(
            CAROL, address(jobs), input, abi.encodeWithSelector(JobRegistry.NotDataHolder.selector, jobId, CAROL)
        );
        assertRefused(
            BOB,
            address(jobs),
            abi.encodeCall(JobRegistry.consent, (jobId, RESULT)),
            abi.encodeWithSelector(JobRegistry.SpecHashMismatch.selector, jobId, RESULT, SPEC)
        );
        vm.prank(BOB);
        jobs.consent(jobId, SPEC);
        assertRefused(
            BOB, address(jobs), input, abi.encodeWithSelector(JobRegistry.AlreadyConsented.selector, jobId, BOB)
        );
        uint256 deadline = jobs.job(jobId).spec.consentDeadline;
        vm.warp(deadline + 1);
        assertRefused(
            ALICE,
            address(jobs),
            input,
            abi.encodeWithSelector(JobRegistry.ConsentDeadlinePassed.selector, jobId, deadline, deadline + 1)
        );
        vm.warp(deadline);
        vm.prank(ALICE);
        jobs.consent(jobId, SPEC);
        _assertState(jobId, JobRegistry.JobState.Consented);
    }

    function test_RemovedInstitutionHasNoMoreSay() public {
        bytes32 proposed = proposeJob();
        bytes32 consented = consentedJob();
        bytes32 running = runningJob();
        vm.prank(ALICE);
        uint256 id = registry.proposeRemoval(BOB);
        vm.prank(CAROL);
        registry.vote(id);
        bytes memory reason = abi.encodeWithSelector(JobRegistry.NotWorker.selector, BOB);
        assertRefused(BOB, address(jobs), abi.encodeCall(JobRegistry.consent, (proposed, SPEC)), reason);
        assertRefused(BOB, address(jobs), abi.encodeCall(JobRegistry.start, (consented)), reason);
        assertRefused(BOB, address(jobs), abi.encodeCall(JobRegistry.complete, (running, RESULT)), reason);
        assertRefused(BOB, address(jobs), abi.encodeCall(JobRegistry.abort, (running, 0)), reason);
    }

    function test_PartyRules() public {
        bytes32 jobId = consentedJob();
        bytes memory outsider = abi.encodeWithSelector(JobRegistry.NotParty.selector, jobId, MALLORY);
        assertRefused(MALLORY, address(jobs), abi.encodeCall(JobRegistry.start, (jobId)), outsider);
        assertRefused(MALLORY, address(jobs), abi.encodeCall(JobRegistry.abort, (jobId, 0)), outsider);
        vm.prank(ALICE);
        jobs.start(jobId);
        assertRefused(
            CAROL,
            address(jobs),
            abi.encodeCall(JobRegistry.complete, (jobId, RESULT)),
            abi.encodeWithSelector(JobRegistry.NotDataHolder.selector, jobId, CAROL)
        );
        assertRefused(
            ALICE, address(jobs), abi.encodeCall(JobRegistry.complete, (jobId, 0)), JobRegistry.ZeroResultHash.selector
        );
    }

    function test_StatesAllowOnlyTheirActions() public {
        bytes32 unknown = keccak256("unknown");
        assertRefused(ALICE, address(jobs), abi.encodeCall(JobRegistry.job, (unknown)), _wrong(unknown, 0));
        bytes32[6] memory ids;
        ids[0] = unknown;
        ids[1] = proposeJob();
        ids[2] = consentedJob();
        ids[3] = runningJob();
        ids[4] = runningJob();
        vm.prank(ALICE);
        jobs.complete(ids[4], RESULT);
        vm.prank(BOB);
        jobs.complete(ids[4], RESULT);
        ids[5] = proposeJob();
        vm.prank(ALICE);
        jobs.abort(ids[5], 0);
        for (uint8 state = 0; state < 6; ++state) {
            bytes32 id = ids[state];
            assertEq(uint8(jobs.state(id)), state, "state");
            bytes memory reason = _wrong(id, state);
            if (state != 1) assertRefused(ALICE, address(jobs), abi.encodeCall(JobRegistry.consent, (id, SPEC)), reason);
            if (state != 2) assertRefused(ALICE, address(jobs), abi.encodeCall(JobRegistry.start, (id)), reason);
            if (state != 3) assertRefused(ALICE, address(jobs), abi.encodeCall(JobRegistry.complete, (id, RESULT)), reason);
            if (state == 0 || state > 3) {
                assertRefused(ALICE, address(jobs), abi.encodeCall(JobRegistry.abort, (id, 0)), reason);
            }
        }
    }

    function test_SixteenPartiesFit() public {
        // Thirteen more institutions, each admitted by Alice and Bob.
        JobRegistry.JobSpec memory spec = specification();
        spec.parties = new address[](16);
        for (uint160 i = 0; i < 16; ++i) {
            spec.parties[i] = i < 3 ? specification().parties[i] : address(0x1000 + i);
            if (i < 3) continue;
            vm.prank(ALICE);
            uint256 id = registry.proposeAdmission(spec.parties[i], Roles.WORKER);
            vm.prank(BOB);
            registry.vote(id);
        }
        spec.dataHolders = spec.parties;
        bytes32 jobId = proposeJob(spec);
        for (uint256 i = 0; i < 16; ++i) {
            vm.prank(spec.parties[i]);
            jobs.consent(jobId, SPEC);
        }
        _assertState(jobId, JobRegistry.JobState.Consented);
    }

    function _wrong(bytes32 jobId, uint8 state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(JobRegistry.WrongJobState.selector, jobId, state);
    }

    function _assertState(bytes32 jobId, JobRegistry.JobState expected) private view {
        assertEq(uint256(jobs.state(jobId)), uint256(expected), "state");
    }

    function _assertNotProposed(JobRegistry.JobSpec memory spec, bytes memory reason) private {
        assertRefused(ALICE, address(jobs), abi.encodeCall(JobRegistry.propose, (spec)), reason);
    }
}
